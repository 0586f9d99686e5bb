/* 填报页：边填边存、文件逐个上传、检查结果自己出现。没有它，这一页照样能填、能传、能报。 */
import { uploads } from "./uploads.js";
import { keep, restore } from "./keep.js";
import { order } from "./order.js";
import { say as speak } from "./saying.js";
import { tables } from "./tables.js";

const form = document.getElementById("work");
const WAIT = 2000;
const ASK = 1500;
const SELDOM = 15000;
let chain = Promise.resolve();
let timer = 0;
let dirty = false;
let asking = 0;
let pace = ASK;

const moving = uploads(form, { show, say, hold });
tables(form, typed);
const dragging = order(form, (file, at) => save(`place:${file}.${at}`));
if (restore(form)) {
  say("已恢复上次没存上的内容，正在保存。", "info");
  later();
}
if (form.querySelector(".up[data-going]")) ask();

form.addEventListener("input", (event) => {
  if (event.target.type === "file") return;
  typed();
  count(event.target);
});
form.addEventListener("change", (event) => {
  if (event.target.name?.startsWith("t-")) save("write");
});
form.addEventListener("submit", (event) => {
  const deed = event.submitter?.value ?? "save";
  if (deed === "send" && moving.going()) return event.preventDefault(), say("还有文件正在上传，传完再报送。", "warn");
  if (deed === "send" || deed.startsWith("copy")) return whenSaved(event);
  event.preventDefault();
  save(deed);
});
for (const output of form.querySelectorAll("output[data-ranges]")) count(document.getElementById(output.htmlFor.value));

function typed() {
  dirty = true;
  keep(form);
  later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => save(""), WAIT);
}

/* 还在上传时先不能报送；传完了，按钮照服务器说的。 */
function hold(count) {
  for (const button of form.querySelectorAll('button[value="send"]')) {
    if (count && !button.hasAttribute("aria-disabled")) button.dataset.held = "1";
    if (count) button.setAttribute("aria-disabled", "true");
    else if (button.dataset.held) button.removeAttribute("aria-disabled"), delete button.dataset.held;
  }
  const sum = document.querySelector("#sending b");
  if (count) sum.dataset.says ??= sum.textContent;
  if (sum.dataset.says) sum.textContent = count ? `还有 ${count} 个文件在传` : sum.dataset.says;
  if (!count) delete sum.dataset.says;
}

/* 报送前等正在存的存完，免得和自己冲突。 */
function whenSaved(event) {
  clearTimeout(timer);
  if (!form.dataset.saving) return;
  event.preventDefault();
  const button = event.submitter;
  chain.then(() => form.requestSubmit(button));
}

function save(deed) {
  clearTimeout(timer);
  dirty = false;
  form.dataset.saving = "1";
  chain = chain.then(() => post(deed)).finally(() => delete form.dataset.saving);
}

async function post(deed) {
  const body = new FormData(form);
  for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
  body.delete("once");
  body.set("do", deed);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  } catch {
    return say("网络断了。填的内容留在这台电脑上，连上后自动保存。", "warn"), later();
  }
  if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return refused(answer);
  const told = await answer.json();
  if (answer.status === 409) return clash(told);
  if (!answer.ok) return say(told.says, "bad");
  form.elements.edits.value = told.edits;
  if (!dirty) keep(form, true);
  say("");
  show(told);
  if (deed.startsWith("remove:")) form.querySelector(`button[value="restore:${deed.slice(7)}"]`)?.focus();
}

function refused(answer) {
  if (!answer.redirected && answer.status !== 403) return say("没有存上，稍后自动再试。填的内容留在这台电脑上。", "warn"), later();
  const next = encodeURIComponent(location.pathname);
  say("登录已失效。填的内容留在这台电脑上，重新登录后自动恢复。", "warn", ["去登录", `/accounts/login/?next=${next}`]);
}

function clash(told) {
  const differing = told.theirs.map((one) => `${one.label}：${one.saved}`).join("；");
  say(`${told.says}。已保存的是：${differing || "文件或选项"}`, "bad", ["看已保存的那一份", location.pathname]);
}

/* 还在检查或制作的文件：行的编号和文件名。 */
function going() {
  return new Map([...form.querySelectorAll(".up[data-going]")].map((row) => [row.id, row.querySelector("h3 a").textContent]));
}

/* 做完了的念一声，不必念每一次进度。 */
function tell(before) {
  const left = going();
  const done = [...before].filter(([id]) => !left.has(id) && document.getElementById(id)).map(([, name]) => `“${name}”`);
  if (done.length) document.getElementById("news").textContent = `${done.join("、")}检查完了`;
}

/* 把服务器算好的几块换上。 */
function show(told) {
  const before = going();
  const lists = Object.keys(told.parts).filter((id) => id.startsWith("list-"));
  if (lists.some((id) => !document.getElementById(id)) || lists.length !== form.querySelectorAll("[id^=list-]").length) slots();
  for (const [id, html] of Object.entries(told.parts)) {
    const part = document.getElementById(id);
    if (part && part.innerHTML !== html) replace(part, html);
  }
  moving.again();
  tell(before);
  for (const error of form.querySelectorAll("[data-error]")) {
    const name = error.dataset.error;
    const says = told.errors[name] ?? "";
    error.hidden = !says;
    error.querySelector("span").textContent = says;
    const control = document.getElementById(name);
    if (control?.matches("input, select, textarea")) says ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
  }
  const saved = document.querySelector("#saved span");
  saved.textContent = saved.textContent.replace(/已保存.*/s, `已保存 ${told.saved}`);
  clearTimeout(asking);
  if (told.pending) asking = setTimeout(ask, pace);
  pace = told.pending ? Math.min(pace * 1.2, SELDOM) : ASK;
}

/* 换上新的一块；光标在哪个按钮上，换过以后还在它上面，或在它旁边。 */
function replace(part, html) {
  const held = part.contains(document.activeElement) ? document.activeElement : null;
  const value = held?.getAttribute("value");
  const said = part.getAttribute("role") === "status" ? html.trim() : null;
  if (said === null) part.innerHTML = html;
  else if (part.textContent.trim() !== said) part.textContent = said;
  const again = value && part.querySelector(`button[value="${CSS.escape(value)}"]`);
  if (again) (again.disabled ? again.parentElement.querySelector("button:enabled") : again)?.focus();
}

async function ask() {
  const answer = await fetch(form.dataset.rows, { headers: { Accept: "application/json" } }).catch(() => null);
  const told = answer?.ok && !answer.redirected ? await answer.json() : null;
  if (told && !dragging()) show(told);
  else asking = setTimeout(ask, told ? pace : SELDOM);
}

/* 材料的种类变了（如选了“已获得授权”要交授权文件）：整块重取。 */
async function slots() {
  const page = await (await fetch(location.pathname)).text();
  const fresh = new DOMParser().parseFromString(page, "text/html").getElementById("slots");
  document.getElementById("slots").replaceWith(document.adoptNode(fresh));
}

function say(what, tone = "bad", link = null, place = document.getElementById("saying")) {
  speak(place, what, tone, link);
}

/* 短信的字数：数法与服务器相近，以检查结果为准。 */
function count(field) {
  const output = form.querySelector(`output[data-ranges][for="${CSS.escape(field?.id || " ")}"]`);
  if (!output) return;
  const written = (field.value.match(/[\u3000-\u9fff\uff00-\uffef]|[A-Za-z0-9.%]+/g) || []).length;
  const ranges = output.dataset.ranges.split(",").filter(Boolean);
  const kept = !ranges.length || ranges.some((span) => { const [low, high] = span.split("-").map(Number); return low <= written && written <= high; });
  output.textContent = `${written} 字${ranges.length ? `，${ranges.join(" 或 ")} 字为宜` : ""}`;
  output.classList.toggle("over", !kept);
}
