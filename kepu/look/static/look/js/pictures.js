/* 封面图没取到时把它拿开，露出下面画的那张。 */
export function watchPictures(root) {
  root.addEventListener("error", ({ target }) => uncover(target), true);
  for (const picture of root.querySelectorAll("img.over")) {
    if (picture.complete && !picture.naturalWidth) uncover(picture);
  }
}

function uncover(picture) {
  if (picture.matches?.("img.over")) picture.remove();
}
