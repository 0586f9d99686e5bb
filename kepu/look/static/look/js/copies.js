/* 复制链接：<button data-copy="要复制的文字">，复制后在按钮上说一声。 */
import { say } from "./toasts.js";

export function watchCopies(root) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      say("success", "已复制，可以去粘贴了");
    } catch {
      say("error", `没能复制，请手动选取：${button.dataset.copy}`);
    }
  });
}
