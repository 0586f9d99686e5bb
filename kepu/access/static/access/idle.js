/* 闲置：到时候会退出登录的人，先提醒；真退出了，这一页写的留着，重新登录后填回。没有它，到时照样退出。 */
const dialog = document.getElementById("idle");
const limit = Number(dialog.dataset.limit) * 1000;
const SOON = Math.min(120_000, limit / 3);
const key = `kept:${dialog.dataset.who}:${location.pathname}${location.search}`;
const stay = dialog.querySelector("form");
let known = Date.now() - (limit - Number(dialog.dataset.left) * 1000); // 服务器上一次见到有人
let acted = 0;
const back = document.referrer.includes("/accounts/login/");

const typed = () => [...document.querySelectorAll("form[method=post]:not([data-key])")].filter((form) => form !== stay);
const fields = (form) => [...form.elements].filter((one) => one.name && !/^(hidden|password|file|submit|button)$/.test(one.type));

function keep() {
  const said = typed().map((form) => [form.action, fields(form).map((one) => [one.name, one.value, one.checked ?? false])]);
  try {
    if (said.length) sessionStorage.setItem(key, JSON.stringify(said));
  } catch {
    /* 浏览器不许存，也照样退出 */
  }
}

function restore() {
  let said;
  try {
    said = JSON.parse(sessionStorage.getItem(key) || "[]");
    sessionStorage.removeItem(key);
  } catch {
    said = [];
  }
  if (!back) return; // 没有经过登录，就是办成了，不用填回
  const left = said.filter(([action, values]) => {
    const form = typed().find((one) => one.action === action);
    if (form) fill(form, values);
    return !form;
  });
  if (left.length) sessionStorage.setItem(key, JSON.stringify(left)); // 稍后才来的那一块，来了再填
}

function fill(form, values) {
  for (const one of fields(form)) {
    const ticks = /^(radio|checkbox)$/.test(one.type);
    const at = values.findIndex(([name, value]) => name === one.name && (!ticks || value === one.value));
    if (at < 0) continue;
    const [[, value, checked]] = values.splice(at, 1);
    if (ticks) one.checked = checked;
    else one.value = value;
    one.dispatchEvent(new Event(ticks ? "change" : "input", { bubbles: true }));
  }
}

async function ask(method) {
  const body = method === "POST" ? new FormData(stay) : undefined;
  const answer = await fetch(stay.action, { method, body, headers: { "X-Kepu-Quiet": "1" }, redirect: "manual" });
  if (answer.type === "opaqueredirect") return 0; // 转去登录：已经退出
  return (await answer.json()).left * 1000;
}

async function look(method = acted > known ? "POST" : "GET") {
  const left = await ask(method).catch(() => null); // 断网：过一会儿再问
  if (left === null) return;
  known = Date.now() - (limit - left);
  if (left > SOON) return dialog.close();
  dialog.querySelector("[data-warn]").hidden = !left;
  dialog.querySelector("[data-out]").hidden = Boolean(left);
  if (!left) keep();
  if (!dialog.open) dialog.showModal();
}

const due = () => limit - (Date.now() - known) <= SOON;
const act = () => {
  acted = Date.now();
  if (acted - known > limit / 6 && !dialog.open) look("POST");
};

for (const kind of ["pointerdown", "keydown", "timeupdate"]) document.addEventListener(kind, act, true);
dialog.querySelector("[data-stay]").addEventListener("click", () => look("POST"));
dialog.addEventListener("cancel", (event) => (event.preventDefault(), look("POST")));
document.addEventListener("submit", keep, true); // 也许别处已经退出登录
document.addEventListener("visibilitychange", () => document.hidden || (due() && look()));
document.addEventListener("htmx:after:swap", restore);
setInterval(() => due() && !dialog.querySelector("[data-warn]").hidden && look(), Math.min(15_000, SOON / 4));
restore();
