/* 看图：左右键、滑动、放大、全屏；翻到哪一张，地址就是哪一张。 */
const SWIPE = 48; // px

export function watchViewer(root) {
  const stage = root.querySelector("[data-viewer]");
  if (!stage) return;
  const film = [...root.querySelectorAll(".film [data-show]")];
  const link = stage.querySelector("[data-large]");
  const picture = link.querySelector("img");
  const zoom = stage.querySelector("[data-zoom]");
  const counter = stage.querySelector("[data-at]");
  let at = Math.max(0, film.findIndex((one) => one.hasAttribute("aria-current")));
  let touched = null;

  film.forEach((one, place) => one.addEventListener("click", (event) => {
    event.preventDefault();
    go(place);
  }));
  for (const step of stage.querySelectorAll("[data-step]")) {
    step.addEventListener("click", (event) => {
      event.preventDefault();
      go(at + Number(step.dataset.step));
    });
  }
  link.addEventListener("click", (event) => {
    event.preventDefault();
    enlarge(!stage.classList.contains("zoomed"));
  });
  zoom.addEventListener("click", () => enlarge(!stage.classList.contains("zoomed")));
  stage.querySelector("[data-full]").addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else stage.requestFullscreen?.();
  });
  root.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, video, audio") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowLeft") go(at - 1);
    else if (event.key === "ArrowRight") go(at + 1);
    else if (event.key === "Escape") enlarge(false);
  });
  link.addEventListener("touchstart", ({ touches }) => {
    touched = touches.length === 1 ? touches[0].clientX : null;
  }, { passive: true });
  link.addEventListener("touchend", ({ changedTouches }) => {
    if (touched === null || stage.classList.contains("zoomed")) return;
    const moved = changedTouches[0].clientX - touched;
    if (Math.abs(moved) > SWIPE) go(at + (moved < 0 ? 1 : -1));
  });
  mark();

  function go(place) {
    if (place < 0 || place >= film.length || place === at) return;
    film[at].removeAttribute("aria-current");
    at = place;
    const now = film[at];
    now.setAttribute("aria-current", "true");
    now.scrollIntoView({ block: "nearest", inline: "nearest" });
    link.href = now.dataset.show;
    enlarge(false);
    picture.src = now.dataset.picture;
    picture.alt = picture.alt.replace(/第 \d+ 张/, `第 ${at + 1} 张`);
    history.replaceState(null, "", now.getAttribute("href"));
    mark();
  }

  function enlarge(open) {
    if (open === stage.classList.contains("zoomed")) return;
    stage.classList.toggle("zoomed", open);
    zoom.setAttribute("aria-pressed", open);
    picture.src = open ? link.href : film[at]?.dataset.picture ?? picture.dataset.small;
  }

  function mark() {
    picture.dataset.small ??= picture.getAttribute("src");
    if (counter) counter.textContent = `${at + 1} / ${film.length}`;
    for (const step of stage.querySelectorAll("[data-step]")) {
      const next = film[at + Number(step.dataset.step)];
      const told = next ? { href: next.getAttribute("href") } : { role: "link", "aria-disabled": "true" };
      for (const name of ["href", "role", "aria-disabled"]) {
        if (name in told) step.setAttribute(name, told[name]);
        else step.removeAttribute(name);
      }
    }
  }
}
