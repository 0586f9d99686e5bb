/* 表格：加一行、删一行，行号随后重排。没有它，按“保存，再加一行”，删除由服务器做。 */
const PARTS = ["id", "name", "for", "aria-describedby", "data-error"];
const rowsOf = (table) => [...table.querySelectorAll("[data-row]")];

export function tables(form, changed) {
  form.addEventListener("click", (event) => {
    const table = event.target.closest("[data-table]");
    const drop = event.target.closest("[data-row] button");
    if (drop) {
      event.preventDefault();
      remove(table, drop.closest("[data-row]"));
      changed();
    } else if (event.target.closest("[data-grow]")) {
      grow(table).querySelector("input, select").focus();
    }
  });
  for (const table of form.querySelectorAll("[data-table]")) number(table);
}

/* 为没存上的内容备好行数。 */
export function reach(form, name) {
  const [, at, count] = name.match(/^(f-[^.]+)\.(\d+)\./) ?? [];
  const table = at && form.querySelector(`[data-table="${CSS.escape(at)}"]`);
  while (table && rowsOf(table).length <= Number(count) && Number(count) < Number(table.dataset.most)) grow(table);
}

function grow(table) {
  const row = table.querySelector("template").content.cloneNode(true).firstElementChild;
  table.querySelector("[data-rows]").append(row);
  number(table);
  return row;
}

function remove(table, row) {
  const near = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  const left = near?.isConnected ? near : grow(table);
  number(table);
  left.querySelector("input, select").focus();
}

function number(table) {
  rowsOf(table).forEach((row, at) => {
    row.setAttribute("aria-label", `第 ${at + 1} 行`);
    for (const part of row.querySelectorAll("*")) {
      for (const name of PARTS) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(/\.(\d+|__n__)\./, `.${at}.`));
      }
    }
    const button = row.querySelector("button");
    button.value = button.value.replace(/\.(\d+|__n__)$/, `.${at}`);
    button.setAttribute("aria-label", `删除第 ${at + 1} 行`);
  });
  table.querySelector("[data-grow]").hidden = rowsOf(table).length >= Number(table.dataset.most);
}
