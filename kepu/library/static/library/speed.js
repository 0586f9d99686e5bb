/* 播放速度：控制条下面排一行，选过的速度记在本机，下一件照用。 */
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
const KEPT = "kepu.speed";

export function watchSpeed(root) {
  const players = [...root.querySelectorAll(".player video, .player audio")];
  if (!players.length) return;
  const row = document.createElement("div");
  row.className = "ctl no-print";
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "播放速度");
  const name = document.createElement("span");
  name.className = "t";
  name.textContent = "速度";
  row.append(name, ...SPEEDS.map(button));
  players.at(-1).after(row);
  choose(Number(remembered()) || 1);

  function button(speed) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "ib txt num";
    made.value = speed;
    made.textContent = `${speed}×`;
    made.setAttribute("aria-label", `${speed} 倍速`);
    made.addEventListener("click", () => choose(speed));
    return made;
  }

  function choose(speed) {
    const known = SPEEDS.includes(speed) ? speed : 1;
    for (const player of players) player.defaultPlaybackRate = player.playbackRate = known;
    for (const one of row.querySelectorAll("button")) {
      one.setAttribute("aria-pressed", Number(one.value) === known);
    }
    remember(known);
  }
}

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function remember(speed) {
  try {
    localStorage.setItem(KEPT, speed);
  } catch {
    /* 不让记就不记 */
  }
}
