/* The pure functions of the page that finds, and the inflate that we carry. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { inflateRawSync } from "node:zlib";

const require = createRequire(import.meta.url);
const assets = new URL("../../overrides/assets/", import.meta.url).pathname;
const page = require(`${assets}find-page.js`);
const { places } = require(`${assets}find.js`);

const KNOWN = { ids: ["subject", "grade", "type"], kinds: ["资源", "全部", "活动"] };
const BLANK = { q: "", kind: "资源", facets: {}, sort: "", exact: false, n: 10 };

/** A generator of our own, so that a failure can be repeated. */
const dice = (seed) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

const pick = (random, list) => list[Math.floor(random() * list.length)];

const state = (random) => ({
  q: pick(random, ["", "浮力", "a&b=c", "100% #1 +2", "“引号” 'x'", "𠮷 emoji 🙂"]),
  kind: pick(random, KNOWN.kinds),
  facets: Object.fromEntries(KNOWN.ids.filter(() => random() < 0.5).map((id) => [id, [...new Set([pick(random, ["八年级", "&", "?"]), pick(random, ["物理", "一 二", "#"])])]])),
  sort: pick(random, ["", "relevance", "newest"]),
  exact: random() < 0.5,
  n: pick(random, [10, 30, 50]),
});

test("an address says all that is asked for, and is read back as it was", () => {
  const random = dice(7);
  for (let round = 0; round < 500; round++) {
    const one = state(random);
    assert.deepEqual(page.read(page.write(one, KNOWN), KNOWN), one);
  }
  assert.equal(page.write(BLANK, KNOWN), "");
});

test("an address that nobody made is read without harm", () => {
  assert.deepEqual(page.read("?n=-5&sort=x&kind=y&colour=red&grade=&exact=yes", KNOWN), BLANK);
  assert.equal(page.read("?n=99999", KNOWN).n, 490);
  assert.equal(page.read("?n=ten", KNOWN).n, 10);
  assert.deepEqual(page.read("?grade=八年级&grade=八年级", KNOWN).facets, { grade: ["八年级"] });
});

test("choosing twice is choosing nothing", () => {
  const once = page.toggled({ ...BLANK, n: 50 }, "grade", "八年级");
  assert.deepEqual(once, { ...BLANK, facets: { grade: ["八年级"] } });
  assert.deepEqual(page.toggled(once, "grade", "八年级"), BLANK);
  assert.deepEqual(page.toggled(once, "grade", "九年级").facets.grade, ["八年级", "九年级"]);
});

test("ways to ask for less, the nearest first", () => {
  const asked = { ...BLANK, q: "浮力", facets: { grade: ["八年级", "九年级"], subject: ["物理"] } };
  const ways = page.relaxed(asked).map((way) => [way.say, way.state.kind, Object.keys(way.state.facets).length]);
  assert.deepEqual(ways, [
    ["去掉「八年级」「九年级」", "资源", 1],
    ["去掉「物理」", "资源", 1],
    ["去掉全部筛选", "资源", 0],
    ["在全部类别里找", "全部", 2],
    ["去掉筛选，在全部类别里找", "全部", 0],
  ]);
  assert.deepEqual(page.relaxed({ ...BLANK, kind: "全部" }), []);
});

test("another word takes the place of the one that was said", () => {
  assert.equal(page.instead("八年级 FuLi 课件", "fuli", "浮力"), "八年级 浮力 课件");
  assert.equal(page.instead("ｆｕｌｉ", "fuli", "浮力"), "浮力");
});

test("of a long facet the first eight that find something stand there", () => {
  const values = Array.from({ length: 30 }, (_, at) => `单元${at}`);
  const counts = Object.fromEntries(values.map((value, at) => [value, at % 2]));
  const { first, rest } = page.folded(values, counts, ["单元20"]);
  assert.deepEqual(first, ["单元1", "单元3", "单元5", "单元7", "单元9", "单元11", "单元13", "单元15", "单元20"]);
  assert.equal(first.length + rest.length, 30);
});

test("words are marked where they stand, and nothing else is", () => {
  const marked = (text, words) => places(text, words).map(([from, to]) => text.slice(from, to));
  assert.deepEqual(marked("《一次函数的图象》教学设计", ["一次函数", "教学设计"]), ["一次函数", "教学设计"]);
  assert.deepEqual(marked("一次函数的图象", ["一次函数图象"]), ["一次函数", "图象"]);
  assert.deepEqual(marked("Unit 3 DNA", ["dna", "unit"]), ["Unit", "DNA"]);
  assert.deepEqual(marked("浮力浮力", ["浮力"]), ["浮力浮力"]);
  assert.deepEqual(marked("浮力", ["", "力学"]), []);
  const random = dice(3);
  for (let round = 0; round < 500; round++) {
    const text = Array.from({ length: 12 }, () => pick(random, [..."一次函数的图象<b>Ａİ "])).join("");
    const found = places(text, [text.slice(2, 5).toLowerCase(), "函数"]);
    assert.ok(found.every(([from, to], at) => from < to && to <= text.length && (!at || found[at - 1][1] < from)));
  }
});

test("our inflate is the same as zlib's", () => {
  const { deflateRawSync } = require("node:zlib");
  const window = {};
  new Function("window", readFileSync(`${assets}inflate.js`, "utf8"))(window);
  const random = dice(11);
  for (const size of [0, 1, 100, 5000, 300000]) {
    const bytes = Uint8Array.from({ length: size }, () => Math.floor(random() * random() * 256));
    for (const level of [0, 1, 9]) {
      const packed = deflateRawSync(bytes, { level });
      assert.deepEqual(Buffer.from(window.jidi.inflate(packed)), Buffer.from(bytes));
      assert.deepEqual(inflateRawSync(packed), Buffer.from(bytes));
    }
  }
});
