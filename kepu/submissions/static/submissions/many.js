/* 一次交多件：选好的文件先由服务器分成作品给人看，确认以后几个一起传，传一个建一件。 */
import { carry, Refusal } from "../media/carry.js";
import { dropped, hidden, pathOf, sorted } from "./choosing.js";
import { say } from "./saying.js";
import { tables } from "./tables.js";

const [LARGE, SENDERS, REST] = [8 * 1024 * 1024, 3, 3000];
const LOST = "网络断了，连上以后接着传";
const of = (id) => document.getElementById(id);
const [form, shared, plan, moving, saying] = ["batch", "shared", "plan", "moving", "saying"].map(of);
let [files, going, typed] = [[], false, false];

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
plan.addEventListener("click", (event) => event.target.closest("[data-go]") && go());
addEventListener("beforeunload", (event) => (going || typed) && event.preventDefault());

function choose(chosen) {
  if (going) return say(saying, "还在上传，传完再选。", "warn");
  files = sorted(chosen).filter((file) => !hidden(file));
  plan.replaceChildren();
  sort();
}

/* 每件都一样的先存上，再问这些文件分成哪些作品。 */
async function sort() {
  const mode = plan.querySelector("[name=mode]:checked")?.value ?? "";
  try {
    if (typed) await post(new FormData(shared), { do: "share", once: "" });
    typed = false;
    const said = { do: "plan", files: JSON.stringify(files.map((file) => [pathOf(file), file.size])), mode };
    plan.innerHTML = await (await post(new FormData(), said)).text();
    say(saying, "");
    plan.querySelector(mode ? "[name=mode]:checked" : "[data-go]")?.focus();
  } catch (error) {
    say(saying, error.message);
  }
}

/* 几个一起传；网络断了就等一等再传这一个。关掉了这一页，没传的再选一次就接着传。 */
async function go() {
  const queue = [...plan.querySelectorAll("[data-nth]")].map((one) => ({ file: files[one.dataset.nth], ...one.dataset }));
  const [count, all, sent] = [queue.length, queue.reduce((sum, one) => sum + one.file.size, 0), new Map()];
  let [done, lost] = [0, 0];
  const tell = (how = "") => {
    moving.querySelector("progress").value = [...sent.values()].reduce((sum, one) => sum + one, 0) / all;
    of("far").textContent = queue.length || done + lost < count ? `已传 ${done} / ${count} 个文件${how}` : `传完了 ${done} / ${count} 个文件，可以核对并报送`;
  };
  const sender = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) {
      try {
        const { drafts } = await send(one, (bytes) => (sent.set(one, bytes), tell()));
        of("made").querySelector("b").textContent = `这一批有 ${drafts} 件草稿`;
        of("made").querySelector("a").parentElement.hidden = false;
        done += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) {
          tell(`。${error.message}`);
          await new Promise((rested) => setTimeout(rested, REST));
          queue.unshift(one);
          continue;
        }
        lost += 1;
        of("failed").append(Object.assign(document.createElement("li"), { className: "err", textContent: `“${pathOf(one.file)}”没有收下：${error.message}` }));
      }
      sent.set(one, one.file.size);
      tell();
    }
  };
  [going, plan.hidden, moving.hidden] = [true, true, false];
  await Promise.all(Array.from({ length: SENDERS }, sender));
  [going, plan.hidden] = [false, false];
  plan.replaceChildren();
}

async function send({ file, key, title, slot }, far) {
  const said = { do: "bring", key, title, slot };
  const ticket = async () => (await (await post(new FormData(), { do: "ticket", slot })).json()).ticket;
  const large = file.size > LARGE && carry(file, { library: form.dataset.tus, key: `${form.dataset.key}|${slot}`, ticket, far, away: () => {} });
  const cut = (error) => Promise.reject(error instanceof Refusal ? error : new Error(LOST));
  said[large ? "carried" : "file"] = large ? await large.whole.catch(cut) : file;
  const told = await (await post(new FormData(), said)).json();
  if (large) large.done();
  return told;
}

/* 问服务器；不收的是 Refusal，照说给人看。 */
async function post(body, said) {
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("slot", form.elements.slot.value);
  for (const [name, value] of Object.entries(said)) body.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) return answer;
  if (answer?.status === 422) throw new Refusal((await answer.json()).says);
  const busy = answer?.status >= 500 ? "服务器正忙，稍后接着传" : "登录已失效，请重新登录后再打开这一页；传到的都在";
  throw new Error(answer ? busy : LOST);
}
