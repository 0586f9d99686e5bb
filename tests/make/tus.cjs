/* tus-js-client as we ship it, under Node: sends one file, says what came of it as JSON. */
const { basename } = require("node:path");
const { existsSync, readFileSync } = require("node:fs");
const { setTimeout: sleep } = require("node:timers/promises");

const [library, told] = process.argv.slice(2);
const tus = require(library);
const { endpoint, cookie, ticket, file, piece, pause, last, go, stop_at: stopAt, url } = JSON.parse(told);
let left = Infinity;

/* What the browser does with XMLHttpRequest, Node does with fetch. */
class Asked {
  constructor(method, address) {
    Object.assign(this, { method, address, headers: {}, line: new AbortController() });
  }
  getMethod = () => this.method;
  getURL = () => this.address;
  getHeader = (name) => this.headers[name];
  getUnderlyingObject = () => this;
  setHeader = (name, value) => (this.headers[name] = value);
  setProgressHandler = () => {};
  abort = async () => this.line.abort();

  async send(body) {
    if (this.method === "PATCH") await sleep(pause * 1000);
    while (this.method === "PATCH" && pause && left <= last && !existsSync(go)) await sleep(pause * 1000);
    const { method, headers, line } = this;
    const answer = await fetch(this.address, { method, headers, body, signal: line.signal });
    const text = await answer.text();
    return {
      getStatus: () => answer.status,
      getHeader: (name) => answer.headers.get(name) ?? undefined,
      getBody: () => text,
      getUnderlyingObject: () => answer,
    };
  }
}

function say(outcome) {
  console.log(JSON.stringify(outcome));
  process.exit(0);
}

const upload = new tus.Upload(new Blob([readFileSync(file)]), {
  endpoint,
  uploadUrl: url,
  headers: { Cookie: cookie },
  metadata: { ticket, filename: basename(file) },
  chunkSize: piece,
  retryDelays: Array(200).fill(200),
  httpStack: { createRequest: (method, address) => new Asked(method, address), getName: () => "fetch" },
  onChunkComplete: (_, accepted, all) => {
    left = all - accepted;
    if (stopAt && accepted >= stopAt) upload.abort(true).then(() => say({ given_up: accepted }));
  },
  onSuccess: () => say({ url: upload.url }),
  onError: (error) => say({ failed: error.originalResponse?.getStatus() ?? String(error) }),
});
upload.start();
