/* 局部更新没成时说一声：发生了什么、怎么办。表单没填对（422）由返回的内容自己说。 */
import { say } from "./toasts.js";

const SAYS = {
  403: "你现在的身份不能办这件事，可能已经退出登录，请重新打开本页",
  404: "没有找到要办的这一件，可能已被别人处理，请重新打开本页",
};

export function watchFaults(root) {
  root.addEventListener("htmx:response:error", (event) => {
    const { status } = event.detail.ctx.response;
    if (status !== 422) say("error", SAYS[status] ?? `没能办成（${status}），请过一会儿再试`);
  });
  root.addEventListener("htmx:error", () => say("error", "网络断了，没能办成。网络恢复后请再试一次"));
}
