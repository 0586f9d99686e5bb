/* 字数：边写边数，与服务器数法相同（换行算一个字）。 */
export function watchCounters(root) {
  root.addEventListener("input", (event) => {
    const output = document.querySelector(`output[data-most][for="${CSS.escape(event.target.id || " ")}"]`);
    if (output) count(event.target, output);
  });
}

function count(field, output) {
  const written = [...field.value].length;
  const most = Number(output.dataset.most);
  output.textContent = `${written} / ${most} 字`;
  output.classList.toggle("over", written > most);
}
