/* 选了哪些文件、拖来哪些文件：文件夹逐层打开，按名字排好，放不下的先说，不白传。 */
const HIDDEN = /^(\.|Thumbs\.db$|desktop\.ini$)/i;
const byName = new Intl.Collator("zh-CN", { numeric: true });

/* 文件在选来的文件夹里的位置 */
const paths = new WeakMap();
export const pathOf = (file) => paths.get(file) || file.webkitRelativePath || file.name;
export const hidden = (file) => HIDDEN.test(file.name);

/* 拖来的东西里的全部文件；文件夹里的也算。 */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return { files: sorted(transfer.files), folder: false };
  const found = await Promise.all(entries.map(within));
  return { files: sorted(found.flat().filter((file) => !HIDDEN.test(file.name))), folder: true };
}

export const sorted = (files) => [...files].sort((one, other) => byName.compare(counted(one.name), counted(other.name)));

/* 一、二、三按数排，不按拼音排：“二十三”当作 23 */
const DIGITS = "〇一二三四五六七八九";
const counted = (name) => name.replace(/[〇一二三四五六七八九十]+/g, numeral);

function numeral(said) {
  const at = said.indexOf("十");
  if (at < 0) return [...said].map((one) => DIGITS.indexOf(one)).join("");
  const tens = at ? DIGITS.indexOf(said[at - 1]) : 1;
  return String(10 * tens + Math.max(0, DIGITS.indexOf(said[at + 1] ?? "")));
}

async function within(entry) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => entry.file(done, fail));
    paths.set(file, entry.fullPath.slice(1));
    return [file];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail)); // 一次最多一百个
    if (!some.length) return (await Promise.all(found.map(within))).flat();
    found.push(...some);
  }
}

/* 分出放得下的和放不下的；says 说清哪些没有放、为什么。held 是已经在这里的，一次选多个时不再传。 */
export function chosen(all, place, held, folder) {
  const { label, accept, most, limit, limitSays } = place.dataset;
  const again = all.length > 1 ? all.filter((file) => held.includes(known(file))) : [];
  const files = all.filter((file) => !again.includes(file));
  const forms = accept.split(",");
  const is = (file) => !folder || forms.some((form) => file.name.toLowerCase().endsWith(form));
  const odd = files.filter((file) => !is(file));
  const large = files.filter((file) => is(file) && file.size > Number(limit));
  const fits = files.filter((file) => is(file) && file.size <= Number(limit));
  const room = Number(most) === 1 ? 1 : Math.max(0, Number(most) - held.length);
  const taken = fits.slice(0, room);
  const rest = fits.slice(room);
  const says = [];
  if (rest.length) says.push(`“${label}”一件作品最多 ${most} 个文件，放进 ${taken.length} 个，还有 ${rest.length} 个没有放（从“${rest[0].name}”起），要放进另一件作品`);
  if (large.length) says.push(`${named(large)}超过 ${limitSays}，没有放`);
  if (odd.length) says.push(`${named(odd)}不是 ${forms.map((form) => form.slice(1).toUpperCase()).join("、")}，没有放`);
  if (again.length) says.push(`${named(again)}已经在这里，没有再传`);
  return { taken, rest, says: says.join("；") };
}

export const known = ({ name, size }) => `${name}|${size}`;
const named = (files) => `“${files[0].name}”${files.length > 1 ? `等 ${files.length} 个` : ""}`;
