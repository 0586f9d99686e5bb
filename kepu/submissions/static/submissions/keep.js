import { reach } from "./tables.js";

/* 没存上的内容留在本机：断网、掉线、登录失效都不丢。 */
export function keep(form, clear = false) {
  const key = form.dataset.key;
  try {
    if (clear) return localStorage.removeItem(key);
    const values = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && /^[ft]-/.test(name));
    localStorage.setItem(key, JSON.stringify({ edits: form.elements.edits.value, values }));
  } catch {
    /* 浏览器不许存，也不妨碍填写 */
  }
}

export function restore(form) {
  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(form.dataset.key) || "null");
  } catch {
    return false;
  }
  if (!kept || kept.edits !== form.elements.edits.value) return keep(form, true), false;
  const said = new Map();
  for (const [name, value] of kept.values) said.set(name, [...(said.get(name) || []), value]);
  for (const name of said.keys()) reach(form, name);
  for (const control of form.elements) {
    if (!/^[ft]-/.test(control.name || "") || control.type === "file" || control.disabled) continue;
    const values = said.get(control.name) || [];
    if (/^(radio|checkbox)$/.test(control.type)) control.checked = values.includes(control.value);
    else control.value = values.shift() ?? "";
  }
  for (const picker of form.querySelectorAll(".picker")) deeper(picker, said);
  return true;
}

/* 行政区划选到了更下一级：把还没有下拉框的几级补上，让服务器画出来。 */
function deeper(picker, said) {
  const select = picker.querySelector("select");
  const left = said.get(select?.name) || [];
  for (const value of left.filter(Boolean)) {
    const kept = document.createElement("input");
    [kept.type, kept.name, kept.value] = ["hidden", select.name, value];
    picker.append(kept);
  }
  if (left.length) select.dispatchEvent(new Event("change", { bubbles: true }));
}
