/* 消息：说成了的六秒后自己收起，说没成的等人关。 */
const STAY = 6000;

export function watchToasts(root) {
  root.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) event.target.closest("[data-toast]").remove();
  });
  for (const toast of root.querySelectorAll("[data-toast]")) leave(toast);
}

export function say(kind, words) {
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  toast.dataset.toast = "";
  const text = document.createElement("p");
  text.textContent = words;
  toast.append(document.createElement("span"), text, closer());
  document.getElementById("toasts").append(toast);
  leave(toast);
}

function leave(toast) {
  if (toast.matches(".error, .warning")) return;
  setTimeout(() => {
    if (!toast.matches(":hover, :focus-within")) toast.remove();
  }, STAY);
}

function closer() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet sm";
  button.dataset.close = "";
  button.textContent = "关闭";
  return button;
}
