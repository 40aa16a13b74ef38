/* What a word may stand for: written in pinyin, with a character of the same sound, with one dropped or two exchanged.
   Knows only the phrases of titles. */

/* What each slip costs; two characters of the same sound are more likely than two that merely look alike. */
const SAME_SOUND = 0.6;
const NEAR_SOUND = 0.85;
const SWAPPED = 0.95;
const DROPPED = 1;
const ADDED = 1.2;
const OTHER = 1.3;
/** Characters between words: what stands beside them is likelier a word than what is cut out of one. */
const BETWEEN = /[的与和及之在是]/;
/** The same sound over and over could be read in millions of ways: after so many the best of them will do. */
const TRIES = 5000;
const NEAR = [[/^zh/, "z"], [/^ch/, "c"], [/^sh/, "s"], [/^[ln]/, "l"], [/^[hf]/, "h"], [/ng$/, "n"]];

/** A syllable as someone who mixes up z/zh, l/n, in/ing may hear it. @param {string} sound */
const blurred = (sound) => NEAR.reduce((heard, [from, to]) => heard.replace(from, /** @type {string} */ (to)), sound);

/** How dear a match of a query of so many characters may be. @param {number} size */
const dearest = (size) => (size < 3 ? SWAPPED : size < 5 ? 1.1 : size < 8 ? 2 : 2.6);

/** The letter by which phrases are filed: the first of a syllable, the same for those that are mixed up. @param {string} sound */
const filed = (sound) => blurred(sound)[0];

const SYLLABLE = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:a(?:i|o|ng?)?|e(?:i|r|ng?)?|i(?:a(?:o|ng?)?|e|ng?|o(?:ng?)?|u)?|o(?:u|ng?)?|u(?:a(?:i|ng?)?|e|i|n|o)?|v(?:e|an)?)$/;

/** How the first two syllables that letters spell may begin: read as whole syllables, the last of them perhaps not to its end; and as initials, if there are few or no other way. @param {string} letters */
const spelledKeys = (letters) => {
  letters = letters.slice(0, 24); // the rest says nothing of the first two, and could be read in millions of ways
  const sizes = [1, 2, 3, 4, 5, 6].filter((size) => size < letters.length && !/[uiv]/.test(letters[size]));
  const whole = sizes.filter((size) => SYLLABLE.test(letters.slice(0, size)) && readable(letters.slice(size)));
  const initials = whole.length && letters.length > 4 ? [] : sizes.slice(0, 3);
  return Array.from(new Set([...whole, ...initials].map((size) => filed(letters[0]) + filed(letters[size]))));
};

/** Whether letters are syllables to the end, or to the beginning of one. @param {string} letters @returns {boolean} */
const readable = (letters) => /^(?:[zcs]h|[a-z])?$/.test(letters) || [6, 5, 4, 3, 2, 1].some((size) => size <= letters.length && SYLLABLE.test(letters.slice(0, size)) && readable(letters.slice(size)));

/** More keys of a word would say nothing new. */
const KEYS = 10;

/** What two neighbours of a word may sound like; in a short one, where they may be exchanged, either way. @param {string} word @param {(char: string) => string[]} sounds of a character, as who mixes them up hears them */
const keysOf = (word, sounds) => {
  const heard = Array.from(word, sounds);
  const pairs = heard.slice(1).flatMap((second, at) => heard[at].flatMap((first) => second.flatMap((other) => (heard.length < 5 ? [first + other, other + first] : [first + other]))));
  return Array.from(new Set(pairs)).slice(0, KEYS);
};

/** The usual sounds of the commonest characters, from how many of them, in the order of GB 2312, have each. @param {string} runs @returns {Map<string, string[]>} */
const inOrder = (runs) => {
  const chars = runs ? gb2312() : [];
  const found = new Map();
  for (const [, sound, count] of runs.matchAll(/([a-z]*)([0-9]+)/g)) for (const char of chars.splice(0, Number(count))) found.set(char, [sound]);
  return found;
};

/** How characters sound, and what a word may stand for. */
class Sounds {
  /** @param {Reader} reader */
  constructor(reader) {
    this.syllables = reader.text().split(" ");
    this.blurred = this.syllables.map(blurred);
    /** @type {Map<string, number[]>} */
    this.sounds = new Map();
    const rare = Array.from(reader.text());
    const chars = [...gb2312(), ...rare];
    reader.numbers(chars.length).forEach((number, at) => this.sounds.set(chars[at], number ? [number - 1] : []));
    for (let left = reader.number(); left; left--) this.of(chars[reader.number()]).push(reader.number());
    /** @type {Map<string, Map<string, number>>} */
    this.known = new Map();
    this.tries = 0;
  }

  /** @param {string} char */
  of(char) {
    return this.sounds.get(char) || [];
  }

  /** @param {string} word */
  keys(word) {
    return keysOf(word, (char) => Array.from(new Set(this.of(char).map((number) => this.blurred[number]))));
  }

  /** What a word may stand for, the likeliest first; those of one rank cost the same. @param {string} word @param {Map<string, JidiPhrase>} phrases @returns {JidiGuess[]} */
  guesses(word, phrases) {
    const found = Array.from((isHan(word) ? this.slipped(word, phrases) : this.spelled(word, phrases)).values());
    const best = Math.min(...found.map((one) => one.cost));
    return found.filter((one) => one.cost < best + 0.05).sort((one, other) => other.weight - one.weight);
  }

  /** Phrases, or parts of them, that are said like this. @param {string} letters @param {Map<string, JidiPhrase>} phrases */
  spelled(letters, phrases) {
    const found = new Map();
    for (const [text, held] of phrases) {
      const phrase = Array.from(text);
      for (let from = 0; from < phrase.length; from++) {
        this.tries = TRIES;
        const match = this.said(letters, 0, phrase, from);
        if (match && match.end - from > 1 && (!match.cost || match.end - from > 2 || bordered(phrase, from, match.end))) keep(found, phrase, { from, to: match.end, cost: match.cost }, held, "pinyin");
      }
    }
    return found;
  }

  /** Where letters that are said from a character on end, and how far from full syllables they are. @param {string} letters @param {number} at @param {string[]} phrase @param {number} from @returns {{end: number, cost: number} | null} */
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

  /** Parts of phrases that are a slip or two away from the word. @param {string} word @param {Map<string, JidiPhrase>} phrases */
  slipped(word, phrases) {
    const chars = Array.from(word);
    const prices = chars.map((char) => this.prices(char));
    const limit = dearest(chars.length);
    /** @type {Map<string, JidiGuess>} */
    const found = new Map();
    for (const [text, held] of phrases) {
      const phrase = Array.from(text);
      const match = nearest(chars, phrase, prices, limit);
      if (match) keep(found, phrase, match, held, "slip");
    }
    return found;
  }

  /** What it costs to have written one character for another. @param {string} char @returns {Map<string, number>} */
  prices(char) {
    let prices = this.known.get(char);
    if (!prices) {
      const own = this.of(char);
      const near = new Set(own.map((number) => this.blurred[number]));
      prices = new Map();
      for (const [other, sounds] of this.sounds) {
        if (sounds.some((number) => own.includes(number))) prices.set(other, SAME_SOUND);
        else if (sounds.some((number) => near.has(this.blurred[number]))) prices.set(other, NEAR_SOUND);
      }
      this.known.set(char, prices.set(char, 0));
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

/* The last three rows of the table, and where each match began; made once, for phrases of any length up to ROW. */
const ROW = 256;
const costs = [0, 1, 2].map(() => new Float64Array(ROW));
const begins = [0, 1, 2].map(() => new Int32Array(ROW));

/** The part of a phrase that is nearest to the word (Sellers, with exchanged neighbours). @param {string[]} word @param {string[]} phrase @param {Map<string, number>[]} prices @param {number} limit */
const nearest = (word, phrase, prices, limit) => {
  const width = Math.min(phrase.length + 1, ROW);
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

/** Note a part of a phrase, and what speaks for it. @param {Map<string, JidiGuess>} found @param {string[]} phrase @param {{from: number, to: number, cost: number}} match @param {JidiPhrase} held @param {string} how */
const keep = (found, phrase, { from, to, cost }, { count, topics, others }, how) => {
  const text = phrase.slice(from, to).join("");
  const weight = count * likelihood(phrase, from, to, how === "pinyin" && cost > 0 && cost < 1);
  const had = found.get(text);
  if (!had) found.set(text, { text, cost, count, weight, how, topics: [...topics], others: [...others] });
  else {
    had.topics.push(...topics);
    had.others.push(...others);
    had.count += count;
    had.weight += weight;
    had.cost = Math.min(had.cost, cost);
  }
};
