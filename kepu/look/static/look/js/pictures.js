/* 封面图没取到时，换成画的那张。 */
export function watchPictures(root) {
  root.addEventListener("error", ({ target }) => draw(target), true);
  for (const picture of root.querySelectorAll("img[data-drawn]")) {
    if (picture.complete && !picture.naturalWidth) draw(picture);
  }
}

function draw(picture) {
  if (!picture.dataset?.drawn) return;
  picture.src = picture.dataset.drawn;
  delete picture.dataset.drawn;
}
