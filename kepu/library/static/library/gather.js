/* 建批次：按钮说出勾了几件；一下子都不选。没有它，照样能勾、能建。 */
const form = document.querySelector("form[data-gather]");
const boxes = form ? [...form.querySelectorAll("input[name=work]")] : [];
const button = form?.querySelector("[data-says]");

function count() {
  const picked = boxes.filter((box) => box.checked).length;
  button.textContent = `${button.dataset.says} ${picked} 件`;
}

form?.addEventListener("change", count);
form?.querySelector("[data-none]").addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  count();
});
if (form) count();
