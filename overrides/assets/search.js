/* Search over the files that scripts/jidi/search makes: fetch a few, answer from them.
   No part of the index is asked for before the first search. `layer.js` is fetched with the lexicon when a query may
   have been mistyped or is written in pinyin. */
(() => {
  "use strict";

  const HAN = "\\u3005\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const RUN = new RegExp(`[${HAN}]+|[a-z\\u00df-\\u024f\\u0370-\\u04ff]+|[0-9]+`, "gu");
  const JOINED = /([a-z]+)([0-9]+)/g;
  /** Words of a question that say nothing of what is looked for. */
  const BEFORE = /^(?:请问|有没有|有无|有什么|我想要|我想找|想要|想找|帮我找|求|找|关于|怎么讲|怎么教|怎样讲|怎样教|如何讲|如何教|怎么上|怎样上|如何上|怎么|怎样|如何|哪里有|什么是)+/;
  const AFTER = /(?:的?(?:练习题|习题|题目|资料|资源|材料|内容|教学|课)?(?:怎么讲|怎么教|怎么上|怎么学|怎样讲|怎样教|怎样上|如何讲|如何教|如何上|在哪里?|有没有|有吗|是什么|吗|呢|啊)|的(?:练习题|习题|题目|资料|资源|材料|内容)?)+$/;

  const LONG = 6;
  /** Letters that may be syllables of pinyin, two at least, or only their initials. Each can be read in one way only: no letters take long. */
  const PINYIN =
    /^(?=.{5}|[^aeiou]+$)(?:(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[aei]ng?(?![aeiouv])|er(?![aeiouv])|ong|un(?![aeiouv])|[aeiouv]))+(?:[zcs]h|[a-z])?|[b-df-hj-np-tw-z]{3,})$/;
  /** More characters of a query say nothing new; the box takes no more either. */
  const LONGEST = 200;
  /** A guess that is not this many times less likely than the best shares the first results with it. */
  const LIKELY = 3;
  /** A query of more characters that a title has needs no body. */
  const TOLD = 8;
  /** A word that this many bodies have, in a thousand, is no slip. */
  const KNOWN = 1;

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

  /** FNV-1a, then the top bits, as postings.py does. @param {string} key @param {number} width */
  const shard = (key, width) => {
    let value = 0x811c9dc5;
    for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193);
    return width ? Math.imul(value, 0x9e3779b1) >>> (32 - width) : 0;
  };

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

  /**
   * The engine. `load` gives a file's bytes by its name.
   * @implements {JidiEngine}
   */
  class Engine {
    /** `widths`: those of the build that made the page; the manifest's count if it is of another. @param {(name: string) => Promise<Uint8Array>} load @param {() => Promise<JidiLayer>} layer @param {[number, number]} widths */
    constructor(load, layer, widths) {
      this.load = load;
      this.fetchLayer = layer;
      /** @type {[number, number]} */
      this.widths = [...widths];
      /** @type {Map<string, Promise<any>>} */
      this.kept = new Map();
      /** @type {Column[]} */
      this.columns = [];
      /** @type {Map<string, JidiRead>} */
      this.found = new Map();
      this.spent = 0;
      this.total = 0;
    }

    /** Made once. @template T @param {string} name @param {(bytes: Uint8Array) => T} make @returns {Promise<T>} */
    once(name, make) {
      let made = this.kept.get(name);
      if (!made) {
        made = this.load(name).then((bytes) => {
          const start = performance.now();
          const value = make(bytes);
          this.spent += performance.now() - start;
          return value;
        });
        made.catch(() => this.kept.delete(name));
        this.kept.set(name, made);
      }
      return made;
    }

    /** @returns {Promise<JidiManifest>} */
    manifest() {
      return this.once("manifest", (bytes) => {
        const manifest = JSON.parse(new TextDecoder().decode(bytes));
        manifest.lifts = lifts(manifest.facets);
        this.widths.splice(0, 2, ...manifest.widths);
        return manifest;
      });
    }

    /** @param {string} id @returns {Promise<Column>} */
    column(id) {
      return this.once(`f-${id}`, (bytes) => new Column(bytes));
    }

    /** A shard: term → what holds it. @param {string} name @returns {Promise<Map<string, Held | string>>} */
    shard(name) {
      return this.once(name, (bytes) => {
        const reader = new Reader(bytes);
        const found = new Map();
        while (reader.more) {
          const term = reader.text();
          const apart = reader.number();
          found.set(term, apart ? `${name[0]}x${apart}` : new Held(reader, name[0] === "h"));
        }
        return found;
      });
    }

    /** What holds a term in the head or the body. @param {"h" | "b"} part @param {string} term */
    async held(part, term) {
      return this.opened((await this.shard(shardName(part, term, this.widths))).get(term) || NOTHING);
    }

    /** A long list has a file of its own. @param {Held | string} held @returns {Promise<Held>} */
    async opened(held) {
      return typeof held === "string" ? this.once(held, (bytes) => new Held(new Reader(bytes), held[0] === "h")) : held;
    }

    /** What holds a run in its head, by title and in all: all of its terms; a single character or a word in letters may be the beginning of one. @param {string} run @returns {Promise<{title: Int32Array, all: Int32Array}>} */
    async head(run) {
      const own = terms(run);
      if (own.length === 1 && /[^0-9]/.test(run) && !(isHan(run) && own[0] !== run)) {
        const shard_ = await this.shard(shardName("h", run, this.widths));
        const begun = await Promise.all(Array.from(shard_).filter(([term]) => term.startsWith(run)).map(([, held]) => this.opened(held)));
        return { title: either(begun.map((one) => one.title)), all: either(begun.map((one) => one.all)) };
      }
      const held = await Promise.all(own.map((term) => this.held("h", term)));
      return { title: all(held.map((one) => one.title)), all: all(held.map((one) => one.all)) };
    }

    /** A run anywhere: each of its terms in the head or the body. @param {string} run */
    async anywhere(run) {
      return all(await Promise.all(terms(run).map((term) => this.term(term))));
    }

    /** A term in the head or the body. @param {string} term */
    async term(term) {
      return either((await Promise.all([this.held("h", term), this.held("b", term)])).map((one) => one.all));
    }

    /** @param {JidiQuery} query @returns {Promise<JidiAnswer>} */
    async search(query) {
      this.spent = 0;
      const text = normal(query.text.slice(0, LONGEST)).slice(0, LONGEST);
      this.early(text);
      for (const id of chosen(query)) this.column(id).catch(() => {});
      const manifest = await this.manifest();
      this.total = manifest.count;
      return this.answer(query, manifest, await this.remembered(text, manifest, query.literal));
    }

    /** A short query's shards, or what pinyin needs, are asked for along with the manifest, not after it. @param {string} text */
    early(text) {
      const found = runs(text);
      if (PINYIN.test(found.join(""))) this.lexicon().catch(() => {});
      if (found.length > 2 || found.some((run) => run.length > 4)) return;
      for (const term of found.flatMap(terms)) this.shard(shardName("h", term, this.widths)).catch(() => {});
    }

    /** What titles' phrases there are, and how they are said. @returns {Promise<JidiLexicon>} */
    lexicon() {
      const layer = this.fetchLayer();
      layer.catch(() => {});
      return this.once("lexicon", (bytes) => ({ bytes, open: null })).then(async (/** @type {{bytes: Uint8Array, open: JidiLexicon | null}} */ kept) => {
        const { open } = await layer;
        const start = performance.now();
        if (!kept.open) kept.open = open(new Reader(kept.bytes));
        this.spent += performance.now() - start;
        return kept.open;
      });
    }

    /** The same words again, with other facets or sorted otherwise, are not looked up again. @param {string} text @param {JidiManifest} manifest @param {boolean} [literal] */
    async remembered(text, manifest, literal) {
      const key = (literal ? "=" : "") + text;
      let found = this.found.get(key);
      if (!found) {
        found = await this.find(text, manifest, literal);
        if (this.found.size > 199) this.found.clear();
        this.found.set(key, found);
      }
      return found;
    }

    /** What the words mean and which documents have them, the best first. @param {string} text @param {JidiManifest} manifest @param {boolean} [literal] @returns {Promise<JidiRead>} */
    async find(text, manifest, literal) {
      if (!runs(text).length) return { docs: null, tiers: null, understood: null, marks: [] };
      const plain = await this.plain(read(text, manifest));
      if (literal || (plain.docs.length && !plain.weak)) return plain;
      const guess = await this.guess(text, manifest);
      if (guess) return guess;
      return plain.docs.length ? plain : this.nearly(text, manifest);
    }

    /** What the words may have meant, if that is likelier than what they say. @param {string} text @param {JidiManifest} manifest @returns {Promise<JidiRead | null>} */
    async guess(text, manifest) {
      const lexicon = await this.lexicon();
      const simple = lexicon.simplified(text);
      if (simple !== text) {
        const found = await this.plain(read(simple, manifest));
        if (found.docs.length) return { ...found, understood: { said: text, meant: simple, how: "traditional" } };
      }
      const plan = read(simple, manifest);
      const words = await this.likelier(plan, lexicon);
      if (!words) return null;
      const found = await this.union(plan, words);
      const [first, ...others] = words.to;
      const understood = { said: words.from, meant: first.text, how: first.how, others: others.map((one) => one.text) };
      return found.docs.length ? { ...found, understood } : null;
    }

    /** The word that no title has, and what it may stand for. @param {JidiPlan} plan @param {JidiLexicon} lexicon @returns {Promise<{from: string, to: JidiGuess[]} | null>} */
    async likelier(plan, lexicon) {
      for (const from of unspaced(plan.words)) {
        if ((await this.head(from)).all.length) continue;
        const start = performance.now();
        const to = lexicon.guesses(from.replace(/ /g, ""));
        this.spent += performance.now() - start;
        if (to.length && believable(to[0], (await this.anywhere(from)).length)) return { from, to: to.slice(0, 3) };
      }
      return null;
    }

    /** All words are there: in the head, or else in the head or the body. @param {JidiPlan} plan @returns {Promise<JidiRead & {docs: Int32Array, weak?: boolean}>} */
    async plain(plan) {
      const alone = !plan.words.length;
      const leads = Promise.all(plan.leads.map((run) => this.head(run)));
      leads.catch(() => {});
      const [words, lifted] = await Promise.all([
        Promise.all(plan.words.map((run) => this.head(run))),
        Promise.all(plan.lifted.map((one) => this.lifted(one, alone || plan.unsure.includes(one.word)))),
      ]);
      const must = lifted.filter((_, at) => plan.lifted[at].hard || alone);
      const head = all([...words, ...must].map((one) => one.all));
      const title = alone ? must.map((one) => one.title) : [all([...words.map((one) => one.title), ...must.map((one) => one.all)])];
      const soft = lifted.filter((one) => !must.includes(one)).map((one) => one.all);
      const marks = [...plan.words, ...plan.lifted.map((one) => one.word)];
      const found = { understood: null, marks, tiers: [...title, ...soft, ...(await leads).map((one) => one.title)] };
      const told = plan.words.join("").length > TOLD && head.length;
      if (head.length >= 10 || alone || told) return { ...found, docs: head };
      const anywhere = await Promise.all(plan.words.map((run) => this.anywhere(run)));
      const docs = either([head, all([...anywhere, ...must.map((one) => one.all)])]);
      const weak = !docs.length || anywhere.some((own, at) => !words[at].all.length && own.length <= Math.max(10, (this.total * KNOWN) / 1000));
      return { ...found, docs, tiers: [...found.tiers, head], weak };
    }

    /** Documents that have what a lifted word says, as a facet or, if it may be an ordinary word here, in the head. @param {JidiLifted} one @param {boolean} unsure @returns {Promise<{title: Int32Array, all: Int32Array}>} */
    async lifted(one, unsure) {
      if (!unsure) return { title: NONE, all: (await this.column(one.facet)).docs([one.value]) };
      const [column, ...literal] = await Promise.all([this.column(one.facet), ...runs(one.word).map((run) => this.head(run))]);
      return { title: all(literal.map((each) => each.title)), all: either([column.docs([one.value]), all(literal.map((each) => each.all))]) };
    }

    /** The documents of a plan with one word replaced by any of those that it may stand for; those that are as likely as the first take turns with it. @param {JidiPlan} plan @param {{from: string, to: JidiGuess[]}} words */
    async union(plan, words) {
      const left = plan.words.filter((word) => !words.from.split(" ").includes(word));
      const each = await Promise.all(words.to.map((one) => this.plain({ ...plan, words: [...left, one.text] })));
      const ranked = each.map((one) => rank(one.docs, one.tiers || []));
      const likely = ranked.filter((_, at) => rivals(words.to[at], words.to[0]));
      return { docs: turns(likely, ranked), tiers: null, ordered: true, marks: each.flatMap((one) => one.marks) };
    }

    /** Most of the words are there. @param {string} text @param {JidiManifest} manifest @returns {Promise<JidiRead>} */
    async nearly(text, manifest) {
      const plan = read(text, manifest);
      const wanted = [...new Set(plan.words.flatMap(terms))];
      const lists = await Promise.all(wanted.map((term) => this.term(term)));
      const weight = new Float32Array(manifest.count);
      let whole = 0;
      for (const list of lists) {
        const own = Math.log(1 + manifest.count / (1 + list.length));
        whole += own;
        for (const doc of list) weight[doc] += own;
      }
      const docs = Array.from(weight.keys()).filter((doc) => weight[doc] > whole * 0.6);
      docs.sort((one, other) => weight[other] - weight[one] || one - other);
      return { docs: Int32Array.from(docs), tiers: null, understood: null, marks: plan.words, ordered: true };
    }

    /** Filter, count, order, and fetch the cards. @param {JidiQuery} query @param {JidiManifest} manifest @param {JidiRead} found @returns {Promise<JidiAnswer>} */
    async answer(query, manifest, found) {
      const facets = query.facets || {};
      const filters = await Promise.all(chosen(query).map(async (id) => ({ id, column: await this.column(id), values: facets[id] })));
      const start = performance.now();
      const docs = found.docs || Int32Array.from({ length: manifest.count }, (_, at) => at);
      this.last = { docs, filters };
      const kept = filter(docs, filters);
      let order = found.ordered ? kept : rank(kept, found.tiers || []);
      this.spent += performance.now() - start;
      if (query.sort === "newest") order = await this.newest(kept);
      const from = query.from || 0;
      const size = query.size || 10;
      const cards = await this.cards(order.subarray(from, from + size), manifest);
      return { total: kept.length, cards, understood: found.understood, marks: found.marks, lifted: found.lifted || [], ms: this.spent };
    }

    /** How many documents every value of a facet would leave, under the last search; its own choice does not count. @param {string} id */
    async counts(id) {
      const column = await this.column(id);
      const { docs, filters } = this.last || { docs: NONE, filters: [] };
      const kept = filter(docs, filters.filter((one) => one.id !== id));
      const sets = new Int32Array(column.sets.length);
      for (const doc of kept) sets[column.of[doc]]++;
      /** @type {Record<string, number>} */
      const found = Object.create(null);
      column.values.forEach((value) => (found[value] = 0));
      column.sets.forEach((set, at) => set.forEach((value) => (found[column.values[value]] += sets[at])));
      return found;
    }

    /** @param {Int32Array} docs */
    async newest(docs) {
      const days = await this.once("days", (bytes) => {
        const reader = new Reader(bytes);
        const found = [];
        while (reader.more) found.push(reader.number());
        return Int32Array.from(found);
      });
      return Int32Array.from(docs).sort((one, other) => days[other] - days[one] || one - other);
    }

    /** @param {Int32Array} docs @param {JidiManifest} manifest @returns {Promise<JidiCard[]>} */
    async cards(docs, manifest) {
      const numbers = Array.from(docs);
      const read = await Promise.all(
        numbers.map((doc) => this.once(`c${Math.floor(doc / manifest.chunk)}`, (bytes) => JSON.parse(new TextDecoder().decode(bytes))))
      );
      return numbers.map((doc, at) => {
        /** @type {any} */
        const card = {};
        for (const key of Object.keys(read[at])) card[key] = read[at][key][doc % manifest.chunk];
        return card;
      });
    }
  }

  /** The facets of which values are chosen. @param {JidiQuery} query */
  const chosen = (query) => Object.keys(query.facets || {}).filter((id) => (query.facets || {})[id].length);

  /** @param {"h" | "b"} part @param {string} term @param {[number, number]} widths */
  const shardName = (part, term, widths) => (part === "h" ? `h${shard(Array.from(term)[0], widths[0])}` : `b${shard(term, widths[1])}`);

  /** Documents that are in all lists. @param {Int32Array[]} lists */
  const all = (lists) => {
    if (!lists.length) return NONE;
    const [first, ...rest] = [...lists].sort((one, other) => one.length - other.length);
    return rest.reduce(both, first);
  };

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

  /** Whether a guess is about as likely as the best, and as much a word. @param {JidiGuess} one @param {JidiGuess} best */
  const rivals = (one, best) => one.weight * LIKELY >= best.weight && (2 * one.weight) / one.count >= best.weight / best.count;

  /** One of each list in turn, then what else there is; each document once. @param {Int32Array[]} likely @param {Int32Array[]} lists */
  const turns = (likely, lists) => {
    const found = new Set();
    const longest = Math.max(0, ...likely.map((list) => list.length));
    for (let at = 0; at < longest; at++) for (const list of likely) if (at < list.length) found.add(list[at]);
    for (const list of lists) for (const doc of list) found.add(doc);
    return Int32Array.from(found);
  };

  /** Word → the facets that it names, longest words first. @param {JidiFacet[]} facets */
  const lifts = (facets) => {
    const found = new Map();
    for (const facet of facets)
      for (const [value, ...aliases] of facet.words)
        for (const word of [value, ...aliases].map((one) => normal(one))) {
          if (Array.from(word).length > 1 && !found.has(word)) found.set(word, { facet: facet.id, value, word, hard: facet.lift === "hard" });
        }
    return found;
  };

  /** How teachers write a book: 八下 is 八年级下册. */
  const BOOK = /(^|[^\u4e00-\u9fff])([一二三四五六七八九])([上下])册?(?![一二三四五六七八九])/g;

  /** A query's words, without those that name a facet or only ask. @param {string} text @param {JidiManifest} manifest @returns {JidiPlan} */
  const read = (text, manifest) => {
    /** @type {JidiPlan} */
    const plan = { words: [], lifted: [], leads: [], unsure: [] };
    for (const run of runs(text.replace(BOOK, "$1$2年级 $3册 "))) note(plan, isHan(run) ? cut(run, manifest.lifts) : [run], manifest.lifts);
    for (const [, word, number] of text.matchAll(JOINED)) plan.leads.push(word + number);
    const telling = plan.words.filter((word) => Array.from(word).length > 1 || /[a-z0-9]/.test(word));
    return { ...plan, words: telling.length ? telling : plan.words };
  };

  /** The parts of one run in the plan. Beside other words a facet's may be part of a longer one: 数学 in 代数学. @param {JidiPlan} plan @param {string[]} parts @param {Map<string, JidiLifted>} known */
  const note = (plan, parts, known) =>
    parts.forEach((part, at) => {
      const one = known.get(part);
      if (!one) {
        plan.words.push(...[isHan(part) ? bare(part) : part].filter(Boolean));
        return;
      }
      plan.lifted.push(one);
      if (!one.hard) plan.leads.push(part);
      const [before, after] = [parts[at - 1] || "", parts[at + 1] || ""].map((near) => (known.has(near) ? "" : near));
      if (before || after) plan.unsure.push(part);
      if (before && before.length < 3) plan.leads.push(before + part);
      if (after && after.length < 3) plan.leads.push(part + after);
    });

  /** A run in parts: the longest words that name a facet, and what lies between. @param {string} run @param {Map<string, JidiLifted>} known */
  const cut = (run, known) => {
    const parts = [];
    let rest = "";
    for (let at = 0; at < run.length; ) {
      let size = Math.min(12, run.length - at);
      while (size > 1 && !known.has(run.slice(at, at + size))) size--;
      if (size > 1) {
        if (rest) parts.push(rest);
        parts.push(run.slice(at, at + size));
        rest = "";
      } else rest += run[at];
      at += size;
    }
    return rest ? [...parts, rest] : parts;
  };

  /** A run without the words that only ask; the run itself if less than a word is left. @param {string} run */
  const bare = (run) => {
    const left = run.replace(BEFORE, "").replace(AFTER, "");
    if (Array.from(left).length > 1) return left;
    return left === run || !/^(?:有没有|怎么|怎样|如何)/.test(run) ? (run === "的" ? "" : run) : left;
  };

  /** Pinyin may be written with spaces. @param {string[]} words */
  const unspaced = (words) => (words.length > 1 && words.every((word) => /^[a-z]+$/.test(word)) ? [words.join(" "), ...words] : words);

  /** Whether a guess is likelier than the word as it is, which only bodies have: one slip away, and not much rarer. @param {JidiGuess} guess @param {number} literal in how many documents */
  const believable = (guess, literal) => !literal || (guess.cost <= 1 && 4 * guess.count >= literal);

  const parts = { Engine, Reader, normal, runs, isHan, terms };
  if (typeof module === "object") module.exports = parts;
  else Object.assign((window.jidi = window.jidi || {}), parts);
})();
