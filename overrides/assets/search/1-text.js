/* A text becomes terms, as scripts/jidi/search/words.py does it; a term names its shard. */

const HAN = "\\u3005\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{323af}";
const RUN = new RegExp(`[${HAN}]+|[a-z\\u00df-\\u024f\\u0370-\\u04ff]+|[0-9]+`, "gu");
const JOINED = /([a-z]+)([0-9]+)/g;
const LONG = 6;

/** @param {string} run */
const isHan = (run) => run > "\u3004";

/** The form in which texts are compared. @param {string} text @param {Map<string, string>} [simple] */
const normal = (text, simple) => {
  const plain = text.normalize("NFKC").toLowerCase();
  return simple ? Array.from(plain, (char) => simple.get(char) || char).join("") : plain;
};

/** @param {string} text @returns {string[]} */
const runs = (text) => text.match(RUN) || [];

/** The terms of one run; of a long one every other, which says the same with half the shards. @param {string} run @returns {string[]} */
const terms = (run) => {
  const chars = Array.from(run);
  if (!isHan(run) || chars.length === 1) return [run];
  const windows = chars.slice(1).map((char, at) => chars[at] + char);
  return windows.length < LONG ? windows : windows.filter((_, at) => at % 2 === 0 || at === windows.length - 1);
};

/** The characters of GB 2312 in its order: what mainland Chinese is written in. */
const gb2312 = () => {
  const codes = Array.from({ length: 72 * 94 }, (_, at) => [0xb0 + Math.floor(at / 94), 0xa1 + (at % 94)]);
  return Array.from(new TextDecoder("gbk").decode(Uint8Array.from(codes.flat()))).filter((char) => char >= "\u4e00" && char <= "\u9fff");
};

/** FNV-1a, then the top bits, as postings.py does. @param {string} key @param {number} width */
const shard = (key, width) => {
  let value = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193);
  return width ? Math.imul(value, 0x9e3779b1) >>> (32 - width) : 0;
};

/** @type {Set<string>} */
const common = new Set();

/** Whether a text may be in traditional characters: it has some that are not in GB 2312. @param {string} text */
const foreign = (text) => {
  if (!common.size) for (const char of gb2312()) common.add(char);
  return Array.from(text).some((char) => /[\u3400-\u9fff]/.test(char) && !common.has(char));
};

/** The shard of a term; words in letters that begin alike lie together. @param {"h" | "b" | "p" | "s"} part @param {string} term @param {JidiWidths} widths */
const shardName = (part, term, widths) => part + shard(part === "h" && !isHan(term) ? term[0] : term, widths["hbps".indexOf(part)]);
