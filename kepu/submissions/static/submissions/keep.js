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
  for (const control of form.elements) {
    if (!/^[ft]-/.test(control.name || "") || control.type === "file" || control.disabled) continue;
    const values = said.get(control.name) || [];
    if (/^(radio|checkbox)$/.test(control.type)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? "";
  }
  return true;
}
