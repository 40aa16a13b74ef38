/* Bytes become lists of documents, and lists are joined. */

/** Reads numbers and texts off bytes. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  get more() {
    return this.at < this.bytes.length;
  }
  number() {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
  }
  /** @param {number} count */
  numbers(count) {
    const out = new Array(count);
    for (let at = 0; at < count; at++) out[at] = this.number();
    return out;
  }
  /** @param {number} count */
  slice(count) {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
  /** Rising numbers after how many there are, from the steps between them. */
  rising() {
    let last = 0;
    return this.numbers(this.number()).map((step) => (last += step));
  }
  text() {
    return new TextDecoder().decode(this.slice(this.number()));
  }
}

/** Rising numbers from the steps between them. @param {Uint8Array} bytes */
const rising = (bytes) => {
  const out = new Int32Array(bytes.length);
  const length = bytes.length;
  let count = 0;
  let last = 0;
  for (let at = 0; at < length; ) {
    let byte = bytes[at++];
    let step = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = bytes[at++];
      step |= (byte & 127) << shift;
    }
    out[count++] = last += step;
  }
  return out.subarray(0, count);
};

const NONE = new Int32Array(0);
const EMPTY = new Uint8Array(0);

/** @param {Int32Array} one @param {Int32Array} other */
const both = (one, other) => {
  if (one.length > other.length) [one, other] = [other, one];
  const out = new Int32Array(one.length);
  let count = 0;
  let at = 0;
  for (const doc of one) {
    if (other.length > 20 * one.length) at = place(other, doc, at);
    else while (at < other.length && other[at] < doc) at++;
    if (at === other.length) break;
    if (other[at] === doc) out[count++] = doc;
  }
  return out.subarray(0, count);
};

/** The first place at or after `from` whose number is not less than `doc`. @param {Int32Array} list @param {number} doc @param {number} from */
const place = (list, doc, from) => {
  let high = list.length;
  while (from < high) {
    const middle = (from + high) >> 1;
    if (list[middle] < doc) from = middle + 1;
    else high = middle;
  }
  return from;
};

/** @param {Int32Array} one @param {Int32Array} other */
const merged = (one, other) => {
  const out = new Int32Array(one.length + other.length);
  let count = 0;
  let at = 0;
  for (const doc of one) {
    while (at < other.length && other[at] < doc) out[count++] = other[at++];
    if (other[at] === doc) at++;
    out[count++] = doc;
  }
  while (at < other.length) out[count++] = other[at++];
  return out.subarray(0, count);
};

/** Documents that are in any of the lists. @param {Int32Array[]} lists @returns {Int32Array} */
const either = (lists) => {
  const full = lists.filter((list) => list.length);
  if (full.length < 2) return full[0] || NONE;
  const half = full.length >> 1;
  return merged(either(full.slice(0, half)), either(full.slice(half)));
};

/** The documents that hold a term, unpacked when they are asked for. */
class Held {
  /** @param {Reader} reader @param {boolean} head whether titles are told from the rest */
  constructor(reader, head) {
    this.first = head ? reader.slice(reader.number()) : EMPTY;
    this.second = reader.slice(reader.number());
  }
  get title() {
    return this.asTitle || (this.asTitle = rising(this.first));
  }
  get all() {
    return this.asAll || (this.asAll = this.first.length ? either([this.title, rising(this.second)]) : rising(this.second));
  }
}

const NOTHING = new Held(new Reader(Uint8Array.of(0, 0)), true);

/** Documents that are in all lists. @param {Int32Array[]} lists */
const all = (lists) => {
  if (!lists.length) return NONE;
  const [first, ...rest] = [...lists].sort((one, other) => one.length - other.length);
  return rest.reduce(both, first);
};

/** A facet's column: values, and for every document the number of its set of values. */
class Column {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    const reader = new Reader(bytes);
    /** @type {string[]} */
    this.values = JSON.parse(reader.text());
    this.sets = Array.from({ length: reader.number() }, () => reader.numbers(reader.number()));
    const start = reader.at;
    let count = 0;
    for (; reader.more; count += reader.number()) reader.number();
    reader.at = start;
    this.of = new Uint16Array(count);
    for (let at = 0; reader.more; ) {
      const set = reader.number();
      const end = at + reader.number();
      this.of.fill(set, at, end);
      at = end;
    }
  }
  /** Which sets hold one of the values. @param {string[]} wanted */
  allowed(wanted) {
    const numbers = wanted.map((value) => this.values.indexOf(value));
    return Uint8Array.from(this.sets, (set) => (set.some((value) => numbers.includes(value)) ? 1 : 0));
  }
  /** The documents that have one of the values. @param {string[]} wanted */
  docs(wanted) {
    const allowed = this.allowed(wanted);
    const out = new Int32Array(this.of.length);
    let count = 0;
    for (let doc = 0; doc < this.of.length; doc++) if (allowed[this.of[doc]]) out[count++] = doc;
    return out.subarray(0, count);
  }
}

/** @param {Int32Array} docs @param {{column: Column, values: string[]}[]} filters */
const filter = (docs, filters) => {
  for (const { column, values } of filters) {
    const allowed = column.allowed(values);
    docs = docs.filter((doc) => allowed[column.of[doc]]);
  }
  return docs;
};

/** Those that are in the first tiers come first; then the order of the shelf. @param {Int32Array} docs @param {Int32Array[]} tiers @returns {Int32Array} */
const rank = (docs, tiers) => {
  if (!tiers.length || docs.length < 2) return docs;
  const weight = new Uint8Array(docs.length);
  tiers.forEach((tier, at) => {
    let to = 0;
    docs.forEach((doc, number) => {
      while (to < tier.length && tier[to] < doc) to++;
      if (tier[to] === doc) weight[number] += at ? 1 : 4;
    });
  });
  const out = new Int32Array(docs.length);
  let count = 0;
  for (let wanted = Math.max(...tiers.keys()) + 4; wanted >= 0; wanted--) for (let at = 0; at < docs.length; at++) if (weight[at] === wanted) out[count++] = docs[at];
  return out;
};

/** One of each list in turn, then what else there is; each document once. @param {Int32Array[]} likely @param {Int32Array[]} lists */
const turns = (likely, lists) => {
  const found = new Set();
  const longest = Math.max(0, ...likely.map((list) => list.length));
  for (let at = 0; at < longest; at++) for (const list of likely) if (at < list.length) found.add(list[at]);
  for (const list of lists) for (const doc of list) found.add(doc);
  return Int32Array.from(found);
};
