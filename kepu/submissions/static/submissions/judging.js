/* 评审台的按键：不打字时，1 2 3 选结论；Ctrl 加回车提交。鼠标和读屏一样能用。 */
const form = document.querySelector("form[data-decide]");
const typing = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");

document.addEventListener("keydown", (event) => {
  if (!form) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
  const choice = form.querySelectorAll("input[name=outcome]")["123".indexOf(event.key)];
  if (!choice) return;
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  choice.focus();
});
