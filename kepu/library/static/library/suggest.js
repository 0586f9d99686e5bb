/* 联想：边打字边列出标题、主题、单位；没有脚本时就是普通的搜索框。 */
const WAIT = 160;

for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input);

function suggest(input) {
  const list = document.getElementById(input.dataset.list);
  const options = () => [...list.querySelectorAll("[role=option]")];
  let timer, asking, at = -1;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";
  show(false);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      show(false);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      options()[at].querySelector("a").click();
    }
  });
  input.form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!input.form.contains(relatedTarget)) show(false);
  });

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    if (!input.value.trim()) return show(false);
    const address = `${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return show(false);
      list.innerHTML = await answer.text();
      show(options().length > 0 && input.form.contains(document.activeElement));
    } catch {
      show(false);
    }
  }

  function show(open) {
    list.hidden = !open;
    at = -1;
    input.setAttribute("aria-expanded", open);
    input.removeAttribute("aria-activedescendant");
  }

  function move(step) {
    const all = options();
    all[at]?.removeAttribute("aria-selected");
    at = (at + step + all.length + (at < 0 && step < 0 ? 1 : 0)) % all.length;
    all[at].setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", all[at].id);
  }
}
