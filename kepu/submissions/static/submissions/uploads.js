/* 文件逐个上传：每个一行，有进度，可取消；传完由服务器给出检查结果。大文件分段传，断了能接着传。 */
import { carry, leftovers, speech } from "../media/carry.js";

const LARGE = 8 * 1024 * 1024;

export function uploads(form, page) {
  const waiting = [];
  const unfinished = new Map();
  const rows = new Map();
  let busy = false;

  for (const left of leftovers(form.dataset.key)) {
    const line = row(slotOf(left.control), left);
    unfinished.set(`${left.control}|${left.name}|${left.size}`, line);
    line.querySelector(".tag").textContent = "没有传完";
    line.querySelector(".far").textContent = "再选一次这个文件，就从断处接着传";
    line.querySelector("progress").remove();
    line.querySelector("[data-stop]").addEventListener("click", () => (left.drop(), away(line)));
  }

  form.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    for (const file of input.files) add(input.name, file);
    input.value = "";
  });
  for (const kind of ["dragover", "drop"]) {
    form.addEventListener(kind, (event) => {
      const place = event.target.closest("[data-drop]");
      if (!place) return;
      event.preventDefault();
      if (kind === "drop") for (const file of event.dataTransfer.files) add(`file-${place.dataset.drop}`, file);
    });
  }

  function add(name, file) {
    const old = unfinished.get(`${name}|${file.name}|${file.size}`);
    if (old) away(old);
    const slot = slotOf(name);
    waiting.push({ name, file, slot, row: row(slot, file) });
    next();
  }

  function away(line) {
    rows.delete(line);
    line.remove();
  }

  /* 换过一遍列表之后，把还在传的几行放回去 */
  function again() {
    for (const [line, slot] of rows) if (!line.isConnected) document.querySelector(`#list-${CSS.escape(slot)}`)?.append(line);
  }

  function slotOf(name) {
    return name.replace(/^(file|replace)-/, "").split(":")[0];
  }

  function row(slot, file) {
    const fresh = document.getElementById("going").content.cloneNode(true).firstElementChild;
    fresh.querySelector("h3").textContent = file.name;
    const list = document.querySelector(`#list-${CSS.escape(slot)}`);
    list?.append(fresh);
    rows.set(fresh, slot);
    return fresh;
  }

  function next() {
    if (busy || !waiting.length) return;
    busy = true;
    const one = waiting.shift();
    (one.file.size > LARGE ? sendLarge : send)(one).finally(() => {
      busy = false;
      next();
    });
  }

  /* 先领一张上传凭据，分段传完，再说这个文件归哪一份材料。 */
  async function sendLarge({ name, file, row: line }) {
    const carried = carry(file, {
      library: form.dataset.tus,
      key: `${form.dataset.key}|${name}`,
      ticket: async () => (await (await post({ do: "ticket", for: name })).json()).ticket,
      far: (sent, all, pace) => {
        line.querySelector("progress").value = (100 * sent) / all;
        line.querySelector(".far").textContent = speech(sent, all, pace);
      },
    });
    const pause = line.querySelector("[data-pause]");
    let stopped = false;
    pause.hidden = false;
    pause.addEventListener("click", () => {
      const going = pause.textContent === "暂停";
      pause.textContent = going ? "继续" : "暂停";
      going ? carried.pause() : carried.go();
    });
    line.querySelector("[data-stop]").addEventListener("click", () => ((stopped = true), carried.stop(), away(line)));
    const gone = new Promise((done) => line.querySelector("[data-stop]").addEventListener("click", done));
    try {
      const upload = await Promise.race([carried.whole, gone.then(() => "")]);
      if (!upload) return;
      const answer = await post({ do: "upload", for: name, carried: upload });
      away(line);
      told({ status: answer.status, responseText: await answer.text() }, file);
    } catch (error) {
      if (stopped) return;
      line.querySelector(".tag").textContent = "没有传完";
      line.querySelector(".far").textContent = error.originalResponse?.getBody() || "网络断了，再选一次这个文件，就从断处接着传";
      pause.hidden = true;
    }
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
      request.onload = () => {
        away(line);
        told(request, file);
        done();
      };
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
      return page.say(`“${file.name}”没有传上，请重新登录或稍后再试。`);
    }
    if (request.status !== 200) return page.say(`“${file.name}”没有收下：${answer.says}`);
    page.show(answer);
  }

  return { again };
}
