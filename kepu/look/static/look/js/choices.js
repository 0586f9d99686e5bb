/* 明暗与大字：不重新载入就换，选择记在 cookie 里，由服务器写进下一页。 */
const YEAR = 31536000;
const DEFAULTS = { theme: "auto", text: "normal" };

export function watchChoices(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-look]");
    const button = event.submitter;
    if (!form || !button) return;
    event.preventDefault();
    choose(form.dataset.look, button.value);
    for (const other of document.querySelectorAll(`form[data-look="${form.dataset.look}"]`)) show(other, button.value);
  });
}

function choose(what, value) {
  const html = document.documentElement;
  if (value === DEFAULTS[what]) delete html.dataset[what];
  else html.dataset[what] = value;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${what}=${value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
}

function show(form, value) {
  const buttons = [...form.querySelectorAll("button[name=to]")];
  if (buttons.length > 1) {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === value));
    return;
  }
  const on = value !== DEFAULTS[form.dataset.look];
  buttons[0].setAttribute("aria-pressed", String(on));
  buttons[0].value = on ? DEFAULTS[form.dataset.look] : "large";
}
