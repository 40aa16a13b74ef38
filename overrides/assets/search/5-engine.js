/* Fetches a few of the files that scripts/jidi/search makes, and answers from them. No part of the index is asked for before the first search. */

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

/**
 * The engine. `load` gives a file's bytes by its name.
 * @implements {JidiEngine}
 */
class Engine {
  /** `widths`: those of the build that made the page; the manifest's count if it is of another. `known`: what can be told before anything is read; without it searches are only slower. @param {(name: string) => Promise<Uint8Array>} load @param {JidiWidths} widths @param {JidiKnown} [known] */
  constructor(load, widths, known) {
    this.load = load;
    /** @type {JidiWidths} */
    this.widths = [...widths];
    this.lifts = lifts(known ? known.facets : []);
    this.usual = inOrder(known ? known.sounds : "");
    this.first = { visit: true }; // until the manifest is there; shared by all that are made of this engine
    /** @type {Map<string, Promise<any>>} */
    this.kept = new Map();
    /** @type {Map<string, JidiRead>} */
    this.found = new Map();
    /** @type {Map<string, JidiGuess[]>} */
    this.guessed = new Map();
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
      const chars = Array.from(manifest.simple);
      manifest.simple = new Map(chars.filter((_, at) => at % 2 === 0).map((char, at) => [char, chars[2 * at + 1]]));
      this.widths.splice(0, 4, ...manifest.widths);
      this.first.visit = false;
      return manifest;
    });
  }

  /** @param {string} id @returns {Promise<Column>} */
  column(id) {
    return this.once(`f-${id}`, (bytes) => new Column(bytes));
  }

  /** A shard: term → what holds it. @param {"h" | "b"} part @param {string} term @returns {Promise<Map<string, Held | string>>} */
  shard(part, term) {
    return this.once(shardName(part, term, this.widths), (bytes) => {
      const reader = new Reader(bytes);
      const found = new Map();
      while (reader.more) {
        const term = reader.text();
        const apart = reader.number();
        found.set(term, apart ? `${part}x${apart}` : new Held(reader, part === "h"));
      }
      return found;
    });
  }

  /** What holds a term in the head or the body. @param {"h" | "b"} part @param {string} term */
  async held(part, term) {
    return this.opened((await this.shard(part, term)).get(term) || NOTHING);
  }

  /** A long list has a file of its own. @param {Held | string} held @returns {Promise<Held>} */
  async opened(held) {
    return typeof held === "string" ? this.once(held, (bytes) => new Held(new Reader(bytes), held[0] === "h")) : held;
  }

  /** What holds a run in its head, by title and in all: all of its terms; a word in letters may be the beginning of one. @param {string} run @returns {Promise<{title: Int32Array, all: Int32Array}>} */
  async head(run) {
    if (/^[^0-9]/.test(run) && !isHan(run)) {
      const begun = Array.from(await this.shard("h", run)).filter(([term]) => term.startsWith(run));
      const held = await Promise.all(begun.map(([, one]) => this.opened(one)));
      return { title: either(held.map((one) => one.title)), all: either(held.map((one) => one.all)) };
    }
    const held = await Promise.all(terms(run).map((term) => this.held("h", term)));
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
    if (this.first.visit) this.early(text);
    for (const id of chosen(query)) this.column(id).catch(() => {});
    const manifest = await this.manifest();
    this.total = manifest.count;
    return this.answer(query, manifest, await this.remembered(text, manifest, query.literal));
  }

  /** What the words most likely mean is looked up along with the manifest, not after it. @param {string} text */
  early(text) {
    const letters = runs(text).join("");
    if (PINYIN.test(letters)) this.heard(letters).catch(() => {});
    const foreseen = (/** @type {string} */ meant) => this.plain(read(meant, this.lifts)).catch(() => {});
    if (foreign(text)) {
      this.forms().then((forms) => {
        foreseen(normal(text, forms));
        this.soon("b", runs(normal(text, forms)));
      }).catch(() => {});
    } else if (letters) foreseen(text);
    if (letters && !isHan(letters)) this.soon("b", runs(text));
  }

  /** Shards that will be needed, or most likely so. @param {"h" | "b"} part @param {string[]} words */
  soon(part, words) {
    for (const term of words.flatMap(terms)) this.shard(part, term).catch(() => {});
  }

  /** Traditional characters and what they are in simplified ones. @returns {Promise<Map<string, string>>} */
  forms() {
    return this.once("forms", (bytes) => {
      const reader = new Reader(bytes);
      const old = reader.rising().map((code) => String.fromCodePoint(code));
      const simple = Array.from(reader.text());
      return new Map(old.map((char, at) => [char, simple[at]]));
    });
  }

  /** How characters sound. @returns {Promise<Sounds>} */
  sounds() {
    return this.once("sounds", (bytes) => new Sounds(new Reader(bytes)));
  }

  /** The phrases of titles in which two syllables sound or begin like this, in how many titles, and in which first. @param {"p" | "s"} part @param {string} key @returns {Promise<[string, JidiPhrase][]>} */
  async phrases(part, key) {
    const found = await this.once(shardName(part, key, this.widths), (bytes) => {
      const reader = new Reader(bytes);
      const keys = new Map();
      while (reader.more) {
        const key = reader.text();
        const phrases = reader.text().split("\n");
        const counts = reader.numbers(phrases.length);
        keys.set(key, phrases.map((phrase, at) => [phrase, { count: counts[at], topics: reader.rising(), others: reader.rising() }]));
      }
      return keys;
    });
    return found.get(key) || [];
  }

  /** The phrases that may sound like a word, and how characters sound. `fully`: however they may sound, and not only as they usually do. @param {string} word @param {boolean} [fully] @returns {Promise<{sounds: Sounds, phrases: Map<string, JidiPhrase>}>} */
  async heard(word, fully) {
    const sounds = this.sounds();
    const keys = !isHan(word) ? spelledKeys(word) : fully ? (await sounds).keys(word) : keysOf(word, (char) => this.usual.get(char) || []);
    const lists = await Promise.all(keys.map((key) => this.phrases(isHan(word) ? "s" : "p", key)));
    return { sounds: await sounds, phrases: new Map(lists.flat()) };
  }

  /** What a word may stand for, the likeliest first; those of one rank cost the same. `hard`: nothing has the word as it is. @param {string} word @param {boolean} hard */
  async guesses(word, hard) {
    const known = this.guessed.get(word);
    if (known) return known;
    const short = isHan(word) && word.length < 3;
    let found = await this.guessing(word, short);
    if (!found.length && isHan(word) && !short && hard) found = await this.guessing(word, true);
    this.guessed.set(word, found);
    return found;
  }

  /** @param {string} word @param {boolean} fully */
  async guessing(word, fully) {
    const { sounds, phrases } = await this.heard(word, fully);
    const start = performance.now();
    const found = sounds.guesses(word, phrases);
    this.spent += performance.now() - start;
    return found;
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
    const meant = foreign(text) && !literal ? normal(text, await this.forms()) : text;
    const understood = meant === text ? null : { said: text, meant, how: "traditional" };
    const plan = read(normal(meant, manifest.simple), manifest.lifts);
    const plain = { ...(await this.plain(plan)), understood };
    if (literal || (plain.docs.length && !plain.weak)) return plain;
    return (await this.guess(plan)) || (plain.docs.length ? plain : this.nearly(plan));
  }

  /** What the words may have meant, if that is likelier than what they say. @param {JidiPlan} plan @returns {Promise<JidiRead | null>} */
  async guess(plan) {
    const words = await this.likelier(plan);
    if (!words) return null;
    const found = await this.union(plan, words);
    const [first, ...others] = words.to;
    const understood = { said: words.from, meant: first.text, how: first.how, others: others.map((one) => one.text) };
    return found.docs.length ? { ...found, understood } : null;
  }

  /** The word that no title has, and what it may stand for. @param {JidiPlan} plan @returns {Promise<{from: string, to: JidiGuess[]} | null>} */
  async likelier(plan) {
    for (const from of unspaced(plan.words)) {
      if ((await this.head(from)).all.length) continue;
      const literal = (await this.anywhere(from)).length;
      const to = await this.guesses(from.replace(/ /g, ""), !literal);
      if (to.length && believable(to[0], literal)) return { from, to: to.slice(0, 5) };
    }
    return null;
  }

  /** All words are there: in the head, or else in the head or the body. `titles`: what some head has needs no body. @param {JidiPlan} plan @param {boolean} [titles] @returns {Promise<JidiRead & {docs: Int32Array, weak?: boolean}>} */
  async plain(plan, titles) {
    const alone = !plan.words.length;
    const long = titles || plan.words.join("").length > TOLD;
    if (!long && plan.words.length + plan.lifted.length > 1) this.soon("b", plan.words);
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
    if (head.length >= 10 || alone || (long && head.length)) return { ...found, docs: head };
    plan.words.filter((word, at) => !words[at].all.length && isHan(word)).forEach((word) => this.heard(word).catch(() => {}));
    const anywhere = await Promise.all(plan.words.map((run) => this.anywhere(run)));
    const docs = either([head, all([...anywhere, ...must.map((one) => one.all)])]);
    const rare = (/** @type {Int32Array} */ own) => own.length <= Math.max(10, (this.total * KNOWN) / 1000);
    const weak = !docs.length || (words.length === 1 && !words[0].all.length && rare(anywhere[0])); // two words that stand together are no slips
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
    const first = left.length || plan.lifted.length ? NONE : this.foreseen(words.to);
    const each = await Promise.all(words.to.map((one) => this.plain({ ...plan, words: [...left, one.text] }, true)));
    const ranked = each.map((one) => rank(one.docs, one.tiers || []));
    const likely = ranked.filter((_, at) => rivals(words.to[at], words.to[0]));
    const docs = turns(likely, ranked);
    const all = new Set(docs);
    return { docs: turns([first.filter((doc) => all.has(doc))], [docs]), tiers: null, ordered: true, marks: each.flatMap((one) => one.marks) };
  }

  /** The documents whose topic guesses are come first; their cards are asked for along with the lists. @param {JidiGuess[]} guesses @returns {Int32Array} */
  foreseen(guesses) {
    const first = (/** @type {number[]} */ docs) => Array.from(Int32Array.from(docs).sort());
    const docs = guesses.filter((one) => rivals(one, guesses[0])).map((one) => Int32Array.from(new Set([...first(one.topics), ...first(one.others)])).subarray(0, 10));
    const found = turns(docs, []).subarray(0, 10);
    this.manifest().then((manifest) => this.cards(found, manifest)).catch(() => {});
    return found;
  }

  /** Most of the words are there. @param {JidiPlan} plan @returns {Promise<JidiRead>} */
  async nearly(plan) {
    const wanted = [...new Set(plan.words.flatMap(terms))];
    const lists = await Promise.all(wanted.map((term) => this.term(term)));
    const weight = new Float32Array(this.total);
    let whole = 0;
    for (const list of lists) {
      const own = Math.log(1 + this.total / (1 + list.length));
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

/** Whether a guess is about as likely as the best, and as much a word. @param {JidiGuess} one @param {JidiGuess} best */
const rivals = (one, best) => one.weight * LIKELY >= best.weight && (2 * one.weight) / one.count >= best.weight / best.count;

/** Whether a guess is likelier than the word as it is, which only bodies have: one slip away, and not much rarer. @param {JidiGuess} guess @param {number} literal in how many documents */
const believable = (guess, literal) => !literal || (guess.cost <= 1 && 4 * guess.count >= literal);

const parts = { Engine, normal, runs, terms };
if (typeof module === "object") module.exports = parts;
else Object.assign((window.jidi = window.jidi || {}), parts);
