/* 文件逐个上传：每个一行，有进度，可取消；传完由服务器给出检查结果。大文件分段传，断了能接着传。 */
import { carry, CUT, leftovers, Refusal, speech, why } from "../media/carry.js";
import { chosen, dropped, known, sorted } from "./choosing.js";

const LARGE = 8 * 1024 * 1024;
const MOVES = ["排队中", "正在上传"];
const said = (line) => line.querySelector(".tag").textContent;
const slotOf = (name) => name.replace(/^(file|replace)-/, "").split(":")[0];
const cut = (line) => (line.querySelector(".far").textContent = "网络断了，连上以后接着传");

export function uploads(form, page) {
  const waiting = [];
  const unfinished = new Map();
  const rows = new Map();
  const news = new MutationObserver(tell);
  let busy = false;

  for (const left of leftovers(form.dataset.key)) {
    const line = row(slotOf(left.control), left);
    line.dataset.left = "1";
    unfinished.set(`${left.control}|${left.name}|${left.size}`, line);
    line.querySelector(".tag").textContent = "没有传完";
    line.querySelector(".far").textContent = "再选一次这个文件，就从断处接着传";
    line.querySelector("progress").remove();
    line.querySelector("[data-stop]").addEventListener("click", () => (left.drop(), away(line)));
  }

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    const files = sorted(input.files);
    if (input.name.startsWith("replace-")) add(input.name, files[0]);
    else take(input.closest("[data-drop]"), files, false);
    input.value = "";
  });
  form.addEventListener("dragover", (event) => event.target.closest("[data-drop]") && event.preventDefault());
  form.addEventListener("drop", async (event) => {
    const place = event.target.closest("[data-drop]");
    if (!place || !event.dataTransfer.files.length) return;
    event.preventDefault();
    const { files, folder } = await dropped(event.dataTransfer);
    take(place, files, folder);
  });
  window.addEventListener("beforeunload", (event) => waiting.length && event.preventDefault());

  /* 放得下的排进队里；放不下的先说。 */
  function take(place, files, folder) {
    const slot = place.dataset.drop;
    const lines = [...document.querySelectorAll(`#list-${CSS.escape(slot)} .up`)].filter((line) => line.id || MOVES.includes(said(line)));
    const held = lines.map((line) => known({ name: (line.querySelector("h3 a") ?? line.querySelector("h3")).textContent, size: line.dataset.size }));
    const { taken, rest, says } = chosen(files, place, held, folder);
    page.say(says, "warn", rest.length ? ["再新建一件", form.dataset.again] : null, document.getElementById(`said-${slot}`));
    for (const file of taken) add(`file-${slot}`, file);
  }

  function add(name, file) {
    const old = unfinished.get(`${name}|${file.name}|${file.size}`);
    if (old) away(old);
    const slot = slotOf(name);
    const one = { name, file, slot, row: row(slot, file) };
    one.row.querySelector(".tag").textContent = "排队中";
    one.row.querySelector("[data-stop]").addEventListener("click", () => waiting.includes(one) && (waiting.splice(waiting.indexOf(one), 1), away(one.row)));
    waiting.push(one);
    next();
  }

  function away(line) {
    rows.delete(line);
    line.remove();
    tell();
  }

  /* 换过一遍列表之后，把还在传的几行放回去 */
  function again() {
    for (const [line, slot] of rows) if (!line.isConnected) listOf(slot)?.append(line);
    tell();
  }

  /* 还没传完的有几个 */
  function going() {
    return [...rows.keys()].filter((line) => line.isConnected && MOVES.includes(said(line))).length;
  }

  /* “还在等什么”里也说：哪几个还在传，哪几个没有传完；传完以前不能报送。 */
  function tell() {
    const list = document.getElementById("wait-list");
    for (const old of list.querySelectorAll("[data-moving]")) old.remove();
    for (const line of rows.keys()) {
      if (!line.isConnected) continue;
      const wait = document.getElementById("moving").content.cloneNode(true).firstElementChild;
      const left = MOVES.includes(said(line)) ? "" : "，不会一起报送";
      wait.querySelector("span").textContent = `“${line.querySelector("h3").textContent}”${said(line)}${left}`;
      list.append(wait);
    }
    page.hold(going());
  }

  function listOf(slot) {
    const place = document.querySelector(`#list-${CSS.escape(slot)}`);
    return place?.querySelector("ul") ?? place?.appendChild(document.createElement("ul"));
  }

  function row(slot, file) {
    const fresh = document.getElementById("going").content.cloneNode(true).firstElementChild;
    fresh.querySelector("h3").textContent = file.name;
    fresh.dataset.size = file.size;
    listOf(slot)?.append(fresh);
    rows.set(fresh, slot);
    news.observe(fresh.querySelector(".tag"), { childList: true });
    tell();
    return fresh;
  }

  function next() {
    if (busy || !waiting.length) return;
    busy = true;
    const one = waiting.shift();
    one.row.querySelector(".tag").textContent = "正在上传";
    (one.file.size > LARGE ? sendLarge : send)(one).finally(() => ((busy = false), next()));
  }

  /* 先领一张上传凭据，分段传完，再说这个文件归哪一份材料。 */
  async function sendLarge({ name, file, row: line }) {
    const carried = carry(file, {
      library: form.dataset.tus,
      key: `${form.dataset.key}|${name}`,
      ticket: () => ticket(name),
      far: (sent, all, pace) => {
        line.querySelector("progress").value = (100 * sent) / all;
        line.querySelector(".far").textContent = speech(sent, all, pace);
      },
      away: (says) => (line.querySelector(".far").textContent = says),
    });
    const pause = line.querySelector("[data-pause]");
    const stop = line.querySelector("[data-stop]");
    const gone = new Promise((done) => stop.addEventListener("click", () => (carried.stop(), away(line), done("")), { once: true }));
    pause.hidden = false;
    pause.addEventListener("click", () => {
      const going = pause.textContent === "暂停";
      pause.textContent = going ? "继续" : "暂停";
      going ? carried.pause() : carried.go();
    });
    try {
      const upload = await Promise.race([carried.whole, gone]);
      if (!upload) return;
      const answer = await attached({ do: "upload", for: name, carried: upload }, line);
      const responseText = await answer.text();
      if (answer.status < 500) carried.done();
      away(line);
      told({ status: answer.status, responseText }, file);
    } catch (error) {
      if (!line.isConnected) return;
      line.querySelector(".tag").textContent = "没有传完";
      line.querySelector(".far").textContent = error instanceof Refusal ? error.message : `${why(error)}。再选一次这个文件，就从断处接着传`;
      pause.hidden = true;
      unfinished.set(`${name}|${file.name}|${file.size}`, line);
    }
  }

  /* 传完了才断网的，等网络回来再说它归哪里 */
  async function attached(said, line) {
    try {
      return await post(said);
    } catch (error) {
      if (navigator.onLine) throw error;
      line.querySelector(".far").textContent = CUT;
      await new Promise((back) => addEventListener("online", back, { once: true }));
      return attached(said, line);
    }
  }

  /* 这份材料已经放满、没有开放修改：传之前就说 */
  async function ticket(name) {
    const answer = await post({ do: "ticket", for: name });
    const said = await answer.json().catch(() => ({}));
    if (said.ticket) return said.ticket;
    if (answer.status < 500) throw new Refusal(said.says || "登录已过期，请重新登录后继续上传");
    throw new Error(answer.statusText);
  }

  function post(said) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of Object.entries(said)) body.set(name, value);
    return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  }

  function send({ name, file, row: line }) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.set("do", "upload");
      body.set(name, file, file.name);
      request.upload.onprogress = (event) => {
        line.querySelector("progress").value = (100 * event.loaded) / event.total;
        line.querySelector(".far").textContent = `${Math.round((100 * event.loaded) / event.total)}%`;
      };
      request.onload = () => (away(line), told(request, file), done());
      request.onerror = () => {
        line.querySelector(".tag").textContent = "没有传上";
        line.querySelector(".far").textContent = "网络断了，请再选一次这个文件";
        done();
      };
      request.onabort = () => (away(line), done());
      line.querySelector("[data-stop]").addEventListener("click", () => request.abort());
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.send(body);
    });
  }

  function told(request, file) {
    let answer;
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      for (const one of waiting.splice(0)) one.row.querySelector(".tag").textContent = "没有传上";
      return page.say(`从“${file.name}”起没有传上：登录失效，或服务器正忙。`, "bad", ["重新打开这一页", location.pathname]);
    }
    if (request.status !== 200) return page.say(`“${file.name}”没有收下：${answer.says}`);
    page.show(answer);
  }

  return { again, going };
}
