/* 待办和成批通过：数一数勾了几件，全选；j、k 上下一件，x 勾选。没有它，勾选和链接照样能用。 */
const form = document.querySelector("form[data-bulk]");
const pass = form?.querySelector("[data-pass]");
const bare = pass?.textContent;
const boxes = () => [...document.querySelectorAll(".todo .box")];

function count() {
  const picked = boxes().filter((box) => box.checked).length;
  form.querySelector("[data-count]").textContent = picked ? `已选 ${picked} 件` : "";
  pass.textContent = picked ? `通过 ${picked} 件` : bare;
}

function move(step) {
  const links = [...document.querySelectorAll(".todo h3 a")];
  const open = links.findIndex((link) => link.hasAttribute("aria-current"));
  const held = links.indexOf(document.activeElement);
  const next = links[(held < 0 ? open : held) + step];
  next?.focus();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => document.activeElement.closest(".todo li")?.querySelector(".box")?.click(),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  keys[event.key]?.();
});

if (form) {
  form.querySelector("[data-all]")?.addEventListener("click", () => {
    for (const box of boxes()) box.checked = true;
    count();
  });
  document.addEventListener("change", count);
  form.addEventListener("reset", () => setTimeout(count));
  count();
}
