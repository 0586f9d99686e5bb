/* 大文件分段上传（tus 1.0）：断网、换网、刷新之后，从断处接着传。 */
const RETRIES = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000];
const FINAL = new Set([400, 401, 403, 404, 410, 413]);
const MARK = "tus::";
export const CUT = "网络断了，连上以后接着传";
let loading;

/* 把一个文件传到 /uploads/。ticket() 只在新开始时问一次；告诉 far(已传, 全长, 每秒字节) 和
   away(为什么)：停下了，等网络回来，或过一会儿自动再试。返回 { whole, pause, go, stop, done }：文件归了地方，就说 done()，
   在那之前再选一次它，不必再传。 */
export function carry(file, { library, key, ticket, far, away }) {
  const began = { time: 0, bytes: 0 };
  let upload;
  let paused = false;
  let allowed;
  const cut = () => away(CUT);
  const leave = () => (removeEventListener("offline", cut), removeEventListener("online", back));
  const tell = (error) => (away(navigator.onLine ? `${why(error)}，过一会儿自动再试` : CUT), true); // 停着的时候说清为什么
  const whole = new Promise((done, failed) => {
    prepare().catch(failed);

    async function prepare() {
      const tus = await load(library);
      upload = new tus.Upload(file, {
        endpoint: "/uploads/",
        retryDelays: RETRIES,
        fingerprint: () => Promise.resolve(fingerprint(key, file)),
        onBeforeRequest: begun,
        onShouldRetry: (error) => !refused(error) && !FINAL.has(error.originalResponse?.getStatus()) && tell(error),
        onProgress: (sent, all) => far(sent, all, pace(sent)),
        onSuccess: () => done(upload.url.split("/").pop()),
        onError: (error) => (navigator.onLine ? failed(refused(error) || error) : undefined),
      });
      addEventListener("offline", cut);
      addEventListener("online", back);
      const before = await upload.findPreviousUploads();
      if (before.length) upload.resumeFromPreviousUpload(before.at(-1));
      if (!paused) upload.start();
    }
  });

  /* 新开始的一次，先领凭据 */
  async function begun(request) {
    if (request.getMethod() !== "POST") return;
    allowed ||= await ticket();
    request.setHeader("Upload-Metadata", `ticket ${coded(allowed)},filename ${coded(file.name)}`);
  }

  /* 网络回来了，或换了一个：不等下一次重试，马上接着传 */
  async function back() {
    await upload.abort();
    if (!paused) go();
  }

  /* 从这一次开始接着传算起的速度 */
  function pace(sent) {
    const now = performance.now();
    if (!began.time) [began.time, began.bytes] = [now, sent];
    return now - began.time > 500 ? (1000 * (sent - began.bytes)) / (now - began.time) : 0;
  }

  function pause() {
    paused = true;
    return upload?.abort();
  }

  function go() {
    paused = false;
    began.time = 0;
    upload?.start();
  }

  /* 不传了：连同已经传到的部分一起放弃 */
  async function stop() {
    paused = true;
    leave();
    forget(key, file);
    await upload?.abort(true).catch(() => {});
  }

  whole.then(leave, leave);
  return { whole, pause, go, stop, done: () => forget(key, file) };
}

/* 没有传上的原因：服务器说了就照说 */
export function why(error) {
  const answer = error.originalResponse;
  const says = answer?.getHeader("Content-Type")?.startsWith("text/plain") && answer.getBody().replace(/，请稍后[^，。]*$/, "");
  return says || (answer ? "服务器正忙" : navigator.onLine ? "连不上服务器" : "网络断了");
}

/* 不给凭据的理由：照说给人看，不再重试 */
export class Refusal extends Error {}

const refused = (error) => error.causingError instanceof Refusal && error.causingError;
const coded = (words) => btoa(String.fromCodePoint(...new TextEncoder().encode(words)));

/* 上次没有传完的文件：名字和大小，请人再选一次。 */
export function leftovers(key) {
  const found = new Map();
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`${MARK}${key}|`)) continue;
    const [, control, called, size] = name.slice(MARK.length).split("::")[0].split("|");
    found.set(name, { control, name: decodeURIComponent(called), size: Number(size), drop: () => localStorage.removeItem(name) });
  }
  return [...found.values()];
}

/* 还剩多少时间，照人说的说 */
export function speech(sent, all, pace) {
  const percent = `${Math.floor((100 * sent) / all)}%`;
  if (!pace) return percent;
  const left = (all - sent) / pace;
  const wait = left < 60 ? "不到 1 分钟" : left < 3600 ? `约 ${Math.round(left / 60)} 分钟` : `约 ${(left / 3600).toFixed(1)} 小时`;
  return `${percent}，每秒 ${(pace / 1048576).toFixed(1)} MB，还要${wait}`;
}

function fingerprint(key, file) {
  return [key, encodeURIComponent(file.name), file.size, file.lastModified].join("|");
}

function forget(key, file) {
  const mark = `${MARK}${fingerprint(key, file)}::`;
  for (const name of Object.keys(localStorage)) if (name.startsWith(mark)) localStorage.removeItem(name);
}

/* 传大文件时才去取这个库 */
function load(library) {
  loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = library;
    script.onload = () => done(window.tus);
    script.onerror = () => failed(new Error("取不到上传所用的程序"));
    document.head.append(script);
  });
  return loading;
}
