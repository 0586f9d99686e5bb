/* 说一句话：说在哪里、什么口气、要不要带一个链接；不说话就是收回。 */
export function say(place, what, tone = "bad", link = null) {
  place.textContent = "";
  if (!what) return;
  const strip = Object.assign(document.createElement("div"), { className: `say ${tone}` });
  const words = Object.assign(document.createElement("p"), { textContent: what });
  if (link) words.append(" ", Object.assign(document.createElement("a"), { textContent: link[0], href: link[1], className: "lnk" }));
  strip.append(words), place.append(strip);
}
