/* 表单：第一次按下以后，按钮说“正在办”，再按不再发送；服务器另有一次性标记兜底。 */
export function watchForms(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("data-wait", "");
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) release(form);
  });
  document.addEventListener("htmx:after:request", (event) => {
    const form = event.target.closest?.("form[data-sent]");
    if (form) release(form);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[aria-disabled=true]");
    if (button) event.preventDefault();
  });
}

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[data-wait]")) button.removeAttribute("data-wait");
}
