/* 复制图文：<button data-copy-all="编号">，文字连同插图（写成完整地址）一起复制，粘贴到公众号、文档里都带图。 */
import { say } from "../look/js/toasts.js";

export function watchCopying(root) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-all]");
    if (!button) return;
    const all = document.getElementById(button.dataset.copyAll);
    try {
      await copy(all);
      say("success", "文字和插图已复制，可以去粘贴了");
    } catch {
      say("error", "没能复制，请用鼠标选中全文再复制");
    }
  });
}

async function copy(all) {
  const held = all.cloneNode(true);
  for (const picture of held.querySelectorAll("img")) {
    const { src, alt } = picture;
    for (const name of picture.getAttributeNames()) picture.removeAttribute(name);
    picture.src = src;
    picture.alt = alt;
  }
  for (const one of held.querySelectorAll("[class]")) one.removeAttribute("class");
  if (!window.ClipboardItem) return navigator.clipboard.writeText(all.innerText);
  const kinds = { "text/html": held.innerHTML, "text/plain": all.innerText };
  const blobs = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
}
