/* 文件逐个上传：每个一行，有进度，可取消；传完由服务器给出检查结果。 */
export function uploads(form, page) {
  const waiting = [];
  let busy = false;

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
    const slot = name.replace(/^(file|replace)-/, "").split(":")[0];
    waiting.push({ name, file, slot, row: row(slot, file) });
    next();
  }

  function row(slot, file) {
    const fresh = document.getElementById("going").content.cloneNode(true).firstElementChild;
    fresh.querySelector("h3").textContent = file.name;
    const list = document.querySelector(`#list-${CSS.escape(slot)}`);
    list.append(fresh);
    return fresh;
  }

  function next() {
    if (busy || !waiting.length) return;
    busy = true;
    send(waiting.shift()).finally(() => {
      busy = false;
      next();
    });
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
        line.remove();
        told(request, file);
        for (const other of waiting) document.querySelector(`#list-${CSS.escape(other.slot)}`)?.append(other.row);
        done();
      };
      request.onerror = () => {
        line.querySelector(".tag").textContent = "没有传上";
        line.querySelector(".far").textContent = "网络断了，请再选一次这个文件";
        done();
      };
      request.onabort = () => (line.remove(), done());
      line.querySelector("button").addEventListener("click", () => request.abort());
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
}
