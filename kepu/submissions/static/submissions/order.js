/* 系列顺序：拖到别处就换位置。没有它，按箭头也行；键盘和读屏都用箭头。返回：手里是否拿着一件。 */
export function order(form, put) {
  let [held, pressed] = [null, false];
  const over = (event) => event.target.closest?.("[data-order] > li");

  form.addEventListener("dragstart", (event) => {
    if (!(held = over(event))) return;
    held.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
  });
  form.addEventListener("dragover", (event) => {
    const place = over(event);
    if (!held || !place || place.parentElement !== held.parentElement) return;
    event.preventDefault();
    form.querySelectorAll(".series > li").forEach((one) => one.classList.toggle("over", one === place));
  });
  form.addEventListener("drop", (event) => {
    const place = over(event);
    if (!held || !place) return;
    event.preventDefault();
    if (place !== held) put(held.dataset.file, [...place.parentElement.children].indexOf(place) + 1);
  });
  form.addEventListener("dragend", () => ((held = null), form.querySelectorAll(".series > li").forEach((one) => one.classList.remove("over", "dragged"))));
  form.addEventListener("pointerdown", (event) => (pressed = Boolean(over(event))));
  for (const end of ["pointerup", "drop", "dragend"]) document.addEventListener(end, () => (pressed = false));
  return () => pressed;
}
