/* 对话框：<button data-open="id"> 打开 <dialog id>，data-shut 关闭，点外面也关闭。 */
export function watchDialogs(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.open).showModal();
      return;
    }
    const shutter = event.target.closest("[data-shut]");
    if (shutter) shutter.closest("dialog").close();
    if (event.target instanceof HTMLDialogElement && event.target.classList.contains("dialog")) event.target.close();
  });
}
