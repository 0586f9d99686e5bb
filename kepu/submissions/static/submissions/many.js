/* 一次交多件：选好的文件先由服务器分成作品给人看，确认以后几个一起传，传一个建一件。 */
import { carry, Refusal } from "../media/carry.js";
import { dropped, hidden, pathOf, sorted } from "./choosing.js";
import { tables } from "./tables.js";

const LARGE = 8 * 1024 * 1024;
const SENDERS = 3;
const form = document.getElementById("batch");
const shared = document.getElementById("shared");
const plan = document.getElementById("plan");
const moving = document.getElementById("moving");
const failed = document.getElementById("failed");
let files = [];
let going = null;
let typed = false;

tables(shared, () => (typed = true));
shared.addEventListener("input", () => (typed = true));
shared.addEventListener("submit", () => (typed = false));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  if (event.target.type === "file") choose(event.target.files), (event.target.value = "");
  else if (files.length && !going) sort();
});
form.addEventListener("dragover", (event) => event.target.closest("[data-drop]") && event.preventDefault());
form.addEventListener("drop", async (event) => {
  if (!event.target.closest("[data-drop]") || !event.dataTransfer.files.length) return;
  event.preventDefault();
  choose((await dropped(event.dataTransfer)).files);
});
plan.addEventListener("click", (event) => {
  if (event.target.closest("[data-drop-plan]")) clear();
  if (event.target.closest("[data-go]")) go();
});
document.getElementById("halt").addEventListener("click", () => going?.stop());
window.addEventListener("beforeunload", (event) => (going || typed) && event.preventDefault());

function choose(chosen) {
  if (going) return say("还在上传，传完再选。", "warn");
  files = sorted(chosen).filter((file) => !hidden(file));
  plan.replaceChildren();
  sort();
}

/* 每件都一样的先存上，再问这些文件分成哪些作品。 */
async function sort() {
  if (typed && !(await keep())) return;
  const mode = plan.querySelector("[name=mode]:checked")?.value ?? "";
  const said = { do: "plan", files: JSON.stringify(files.map((file) => [pathOf(file), file.size])), mode };
  const answer = await post(said).catch(() => null);
  if (!answer?.ok || answer.redirected) return say(await why(answer));
  say("");
  plan.innerHTML = await answer.text();
  plan.querySelector(mode ? "[name=mode]:checked" : "[data-go]")?.focus();
}

async function keep() {
  const body = new FormData(shared);
  body.delete("once");
  body.set("do", "share");
  const answer = await fetch(shared.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) return !(typed = false);
  say(await why(answer));
  return false;
}

function clear() {
  files = [];
  plan.replaceChildren();
}

/* 几个一起传；停下或断网，没传的再选一次就接着传。 */
async function go() {
  if (typed && !(await keep())) return;
  const queue = [...plan.querySelectorAll("[data-nth]")].map((one) => ({ file: files[one.dataset.nth], ...one.dataset }));
  const all = queue.reduce((sum, one) => sum + one.file.size, 0);
  const sent = new Map();
  const count = queue.length;
  let done = 0;
  let halted = false;
  const stops = new Set();
  going = { stop: () => ((halted = true), stops.forEach((stop) => stop())) };
  [plan.hidden, moving.hidden] = [true, false];
  failed.replaceChildren();
  const tell = () => {
    moving.querySelector("progress").value = [...sent.values()].reduce((sum, one) => sum + one, 0) / (all || 1);
    document.getElementById("far").textContent = `已传 ${done} / ${count} 个文件`;
  };
  const sender = async () => {
    for (let one = queue.shift(); one && !halted; one = queue.shift()) {
      const far = (bytes) => (sent.set(one, bytes), tell());
      try {
        await send(one, far, stops);
        done += 1;
      } catch (error) {
        if (halted) break;
        fail(one, error);
        if (!(error instanceof Refusal)) halted = true;
      }
      far(one.file.size);
    }
  };
  tell();
  await Promise.all(Array.from({ length: SENDERS }, sender));
  going = null;
  [plan.hidden, moving.querySelector("progress").hidden, document.getElementById("halt").hidden] = [false, true, true];
  document.getElementById("far").textContent = halted ? `停下了，传到 ${done} / ${count} 个文件；再选一次这些文件，就接着传` : `传完了 ${done} / ${count} 个文件，可以核对并报送`;
  clear();
}

async function send({ file, key, title, slot }, far, stops) {
  const said = { do: "bring", key, title, slot };
  let carried;
  if (file.size > LARGE) {
    carried = carry(file, { library: form.dataset.tus, key: `${form.dataset.key}|${slot}`, ticket: () => ticket(slot), far, away: () => {} });
    stops.add(carried.pause);
    said.carried = await carried.whole;
    stops.delete(carried.pause);
  } else {
    said.file = file;
  }
  const answer = await post(said);
  if (!answer.ok || answer.redirected) throw answer.status === 422 ? new Refusal(await why(answer)) : new Error(await why(answer));
  carried?.done();
  made((await answer.json()).drafts);
}

async function ticket(slot) {
  const answer = await post({ do: "ticket", slot });
  if (!answer.ok || answer.redirected) throw new Refusal(await why(answer));
  return (await answer.json()).ticket;
}

function made(drafts) {
  document.querySelector("#made b").textContent = `这一批有 ${drafts} 件草稿`;
  document.querySelector("#made a").parentElement.hidden = false;
}

function fail({ file }, error) {
  const line = document.createElement("li");
  line.className = "err";
  line.textContent = `“${pathOf(file)}”没有收下：${error.message}`;
  failed.append(line);
}

async function why(answer) {
  if (!answer) return "网络断了，没有传完的再选一次就接着传。";
  if (answer.redirected || answer.status === 403) return "登录已失效，请重新登录后再打开这一页；传到的都在。";
  const told = await answer.json().catch(() => ({}));
  return told.says || "服务器正忙，请稍后再试。";
}

function post(said) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("slot", form.elements.slot.value);
  for (const [name, value] of Object.entries(said)) body.set(name, value);
  return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
}

function say(what, tone = "bad") {
  const place = document.getElementById("saying");
  place.textContent = "";
  if (!what) return;
  const strip = document.createElement("div");
  strip.className = `say ${tone}`;
  strip.append(Object.assign(document.createElement("p"), { textContent: what }));
  place.append(strip);
}
