/* What a query may have meant: written in pinyin, in traditional characters, with a character of the same sound, with one
   dropped or two exchanged. Knows only the phrases of titles; fetched with the lexicon when the plain search finds too little. */
(() => {
  "use strict";

  /* What each slip costs; two characters of the same sound are more likely than two that merely look alike. */
  const SAME_SOUND = 0.6;
  const NEAR_SOUND = 0.85;
  const SWAPPED = 0.95;
  const DROPPED = 1;
  const ADDED = 1.2;
  const OTHER = 1.3;
  /** Characters between words: what stands beside them is likelier a word than what is cut out of one. */
  const BETWEEN = /[的与和及之在是]/;
  const NEAR = [[/^zh/, "z"], [/^ch/, "c"], [/^sh/, "s"], [/^[ln]/, "l"], [/^[hf]/, "h"], [/ng$/, "n"]];

  /** A syllable as someone who mixes up z/zh, l/n, in/ing may hear it. @param {string} sound */
  const blurred = (sound) => NEAR.reduce((heard, [from, to]) => heard.replace(from, /** @type {string} */ (to)), sound);

  /** How dear a match of a query of so many characters may be. @param {number} size */
  const dearest = (size) => (size < 3 ? SWAPPED : size < 5 ? 1.1 : size < 8 ? 2 : 2.6);

  /** @implements {JidiLexicon} */
  class Lexicon {
    /** @param {any} reader */
    constructor(reader) {
      const syllables = reader.text().split(" ");
      this.blurred = syllables.map(blurred);
      this.syllables = syllables;
      const chars = rising(reader).map((code) => String.fromCodePoint(code));
      const usual = reader.numbers(chars.length);
      /** @type {Map<string, number[]>} */
      this.sounds = new Map(chars.map((char, at) => [char, [usual[at]]]));
      for (let left = reader.number(); left; left--) this.sounds.get(chars[reader.number()])?.push(reader.number());
      const old = rising(reader);
      const simple = Array.from(reader.text());
      this.simple = new Map(old.map((code, at) => [String.fromCodePoint(code), simple[at]]));
      /** @type {string[][]} */
      this.phrases = reader.text().split("\n").filter(Boolean).map((/** @type {string} */ phrase) => Array.from(phrase));
      this.counts = reader.numbers(this.phrases.length);
      /** @type {Map<string, Map<string, number>>} */
      this.known = new Map();
      /** @type {Map<string, JidiGuess[]>} */
      this.guessed = new Map();
      /** @type {Map<string, number[]>} */
      this.begun = new Map();
      /** @type {Map<string, number[]>} */
      this.heard = new Map();
      this.tries = 0;
      this.index();
    }

    /** Where to look: initial → places in phrases, blurred syllable → phrases. */
    index() {
      this.phrases.forEach((phrase, number) =>
        phrase.forEach((char, from) => {
          for (const sound of this.sounds.get(char) || []) {
            push(this.begun, this.syllables[sound][0], number, from);
            const phrases = push(this.heard, this.blurred[sound]);
            if (phrases[phrases.length - 1] !== number) phrases.push(number);
          }
        })
      );
    }

    /** The text in simplified characters. @param {string} text */
    simplified(text) {
      return Array.from(text, (char) => this.simple.get(char) || char).join("");
    }

    /** What a word may stand for, the likeliest first; those of one rank cost the same. @param {string} word @returns {JidiGuess[]} */
    guesses(word) {
      let known = this.guessed.get(word);
      if (!known) this.guessed.set(word, (known = this.ranked(word)));
      return known;
    }

    /** @param {string} word @returns {JidiGuess[]} */
    ranked(word) {
      const found = /^[a-z]+$/.test(word) ? this.spelled(word) : this.slipped(word);
      const best = Math.min(...Array.from(found.values(), (one) => one.cost));
      const near = Array.from(found.values()).filter((one) => one.cost < best + 0.05);
      return near.sort((one, other) => other.weight - one.weight);
    }

    /** Phrases, or parts of them, that are said like this. @param {string} letters */
    spelled(letters) {
      const found = new Map();
      const places = this.begun.get(letters[0]) || [];
      const many = 5000;
      for (let at = 0; at < places.length; at += 2) {
        const phrase = this.phrases[places[at]];
        const from = places[at + 1];
        this.tries = many;
        const match = this.said(letters, 0, phrase, from);
        if (match && (match.end - from > 1 || phrase.length === 1) && (!match.cost || match.end - from > 2 || bordered(phrase, from, match.end))) keep(found, phrase, { from, to: match.end, cost: match.cost }, this.counts[places[at]], "pinyin");
      }
      return found;
    }

    /** Where letters that are said from a character on end, and how far from full syllables they are. The same sound over and over could be read in millions of ways: after many the best of them will do. @param {string} letters @param {number} at @param {string[]} phrase @param {number} from @returns {{end: number, cost: number} | null} */
    said(letters, at, phrase, from) {
      if (at === letters.length) return { end: from, cost: 0 };
      if (from === phrase.length || this.tries-- < 1) return null;
      let best = null;
      for (const number of this.sounds.get(phrase[from]) || []) {
        const sound = this.syllables[number];
        if (letters[at] !== sound[0]) continue;
        for (const [size, cost] of takes(sound, letters, at)) {
          const rest = this.said(letters, at + size, phrase, from + 1);
          if (rest && (!best || rest.cost + cost < best.cost)) best = { end: rest.end, cost: rest.cost + cost };
        }
      }
      return best;
    }

    /** Parts of phrases that are a slip or two away from the word. @param {string} word @returns {Map<string, JidiGuess>} */
    slipped(word) {
      const chars = Array.from(word);
      const prices = chars.map((char) => this.prices(char));
      const limit = dearest(chars.length);
      const found = new Map();
      for (const number of this.likely(chars, chars.length - (limit < 2 ? 1 : 2))) {
        const match = nearest(chars, this.phrases[number], prices, limit);
        if (match) keep(found, this.phrases[number], match, this.counts[number], "slip");
      }
      return found;
    }

    /** The phrases in which at least so many of the characters are heard. @param {string[]} chars @param {number} least */
    likely(chars, least) {
      const seen = new Uint8Array(this.phrases.length);
      for (const char of chars) {
        const sounds = new Set((this.sounds.get(char) || []).map((number) => this.blurred[number]));
        for (const sound of sounds) for (const number of this.heard.get(sound) || []) seen[number]++;
      }
      const found = [];
      for (let number = 0; number < seen.length; number++) if (seen[number] >= least) found.push(number);
      return found;
    }

    /** What it costs to have written one character for another. @param {string} char @returns {Map<string, number>} */
    prices(char) {
      let prices = this.known.get(char);
      if (!prices) {
        prices = new Map([[char, 0]]);
        const own = this.sounds.get(char) || [];
        const near = own.map((number) => this.blurred[number]);
        for (const [other, sounds] of this.sounds) {
          if (other === char) continue;
          if (sounds.some((number) => own.includes(number))) prices.set(other, SAME_SOUND);
          else if (sounds.some((number) => near.includes(this.blurred[number]))) prices.set(other, NEAR_SOUND);
        }
        this.known.set(char, prices);
      }
      return prices;
    }
  }

  /** How much of the letters a syllable may take, and at what cost: all of it, the end of the query, or its initial. @param {string} sound @param {string} letters @param {number} at @returns {[number, number][]} */
  const takes = (sound, letters, at) => {
    /** @type {[number, number][]} */
    const found = [];
    if (letters.startsWith(sound, at)) found.push([sound.length, 0]);
    const rest = letters.length - at;
    if (rest < sound.length && sound.startsWith(letters.slice(at))) found.push([rest, rest === 1 ? 0.5 : 0.3]);
    else {
      if (/^[zcs]h/.test(sound) && letters[at + 1] === "h") found.push([2, 2]);
      found.push([1, 1]);
    }
    return found;
  };

  /* The last three rows of the table, and where each match began; made once, for phrases of any length up to LONGEST. */
  const LONGEST = 256;
  const costs = [0, 1, 2].map(() => new Float64Array(LONGEST));
  const begins = [0, 1, 2].map(() => new Int32Array(LONGEST));

  /** The part of a phrase that is nearest to the word (Sellers, with exchanged neighbours). @param {string[]} word @param {string[]} phrase @param {Map<string, number>[]} prices @param {number} limit */
  const nearest = (word, phrase, prices, limit) => {
    const width = Math.min(phrase.length + 1, LONGEST);
    let [earlier, before, row] = costs;
    let [startsEarlier, startsBefore, starts] = begins;
    for (let j = 0; j < width; j++) [before[j], startsBefore[j]] = [0, j];
    for (let i = 1; i <= word.length; i++) {
      const price = prices[i - 1];
      let least = (row[0] = i * ADDED);
      starts[0] = 0;
      for (let j = 1; j < width; j++) {
        let cost = before[j - 1] + (price.get(phrase[j - 1]) ?? OTHER);
        let start = startsBefore[j - 1];
        if (before[j] + ADDED < cost) [cost, start] = [before[j] + ADDED, startsBefore[j]];
        if (row[j - 1] + DROPPED < cost) [cost, start] = [row[j - 1] + DROPPED, starts[j - 1]];
        if (i > 1 && j > 1 && word[i - 1] === phrase[j - 2] && word[i - 2] === phrase[j - 1] && word[i - 1] !== word[i - 2] && earlier[j - 2] + SWAPPED < cost)
          [cost, start] = [earlier[j - 2] + SWAPPED, startsEarlier[j - 2]];
        row[j] = cost;
        starts[j] = start;
        if (cost < least) least = cost;
      }
      if (least > limit) return null;
      [earlier, before, row] = [before, row, earlier];
      [startsEarlier, startsBefore, starts] = [startsBefore, starts, startsEarlier];
    }
    let to = 0;
    for (let j = 1; j < width; j++) if (before[j] < before[to]) to = j;
    return before[to] <= limit && to ? { from: startsBefore[to], to, cost: before[to] } : null;
  };

  /** Whether a word may begin or end here. @param {string[]} phrase @param {number} from @param {number} to */
  const bordered = (phrase, from, to) => from === 0 || to === phrase.length || BETWEEN.test(phrase[from - 1]) || BETWEEN.test(phrase[to]);

  /** How likely a part of a phrase is a word that someone looks for: most so with words' borders on both sides. @param {string[]} phrase @param {number} from @param {number} to @param {boolean} open its last syllable was not written out, so where it ends says nothing */
  const likelihood = (phrase, from, to, open) => {
    const begins = from === 0 || BETWEEN.test(phrase[from - 1]);
    const ends = open || to === phrase.length || BETWEEN.test(phrase[to]);
    const inside = phrase.slice(from, open ? to - 1 : to);
    const edge = BETWEEN.test(inside[0] + (open ? "" : inside[inside.length - 1]));
    return (begins && ends ? 20 : begins || ends ? 4 : 1) * (edge ? 0.1 : 1) * (BETWEEN.test(inside.join("")) && !(begins && ends) ? 0.3 : 1);
  };

  /** Note a part of a phrase, and what speaks for it. @param {Map<string, JidiGuess>} found @param {string[]} phrase @param {{from: number, to: number, cost: number}} match @param {number} count @param {string} how */
  const keep = (found, phrase, { from, to, cost }, count, how) => {
    const text = phrase.slice(from, to).join("");
    const weight = count * likelihood(phrase, from, to, how === "pinyin" && cost > 0 && cost < 1);
    const had = found.get(text);
    if (!had) found.set(text, { text, cost, count, weight, how });
    else {
      had.count += count;
      had.weight += weight;
      had.cost = Math.min(had.cost, cost);
    }
  };

  /** The list under a key, with more put at its end. @param {Map<string, number[]>} lists @param {string} key @param {...number} more */
  const push = (lists, key, ...more) => {
    let list = lists.get(key);
    if (!list) lists.set(key, (list = []));
    list.push(...more);
    return list;
  };

  /** @param {any} reader @returns {number[]} */
  const rising = (reader) => {
    let last = 0;
    return reader.numbers(reader.number()).map((/** @type {number} */ step) => (last += step));
  };

  const layer = { open: (/** @type {any} */ reader) => new Lexicon(reader) };
  if (typeof module === "object") module.exports = layer;
  else window.jidi = Object.assign(window.jidi || {}, { layer });
})();
