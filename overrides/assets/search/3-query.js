/* What a query says: words, and words that name a facet. */

/** Words of a question that say nothing of what is looked for. */
const BEFORE = /^(?:请问|有没有|有无|有什么|我想要|我想找|想要|想找|帮我找|求|找|关于|怎么讲|怎么教|怎样讲|怎样教|如何讲|如何教|怎么上|怎样上|如何上|怎么|怎样|如何|哪里有|什么是)+/;
const ASKS = "(?:怎么讲|怎么教|怎么上|怎么学|怎样讲|怎样教|怎样上|如何讲|如何教|如何上|在哪里?|有没有|有吗|是什么|吗|呢|啊)";
const THINGS = "练习题|习题|题目|资料|资源|材料|内容";
/** Each in one way only: in two, a query of fifty characters would be read for ever. */
const AFTER = new RegExp(`(?:(?:${THINGS}|教学|课)?${ASKS}|的(?:(?:${THINGS})(?!${ASKS}))?)+$`);
/** Word → the facets that it names, longest words first. @param {Pick<JidiFacet, "id" | "lift" | "words">[]} facets @returns {Map<string, JidiLifted>} */
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

/** A query's words, without those that name a facet or only ask. @param {string} text @param {Map<string, JidiLifted>} known @returns {JidiPlan} */
const read = (text, known) => {
  /** @type {JidiPlan} */
  const plan = { words: [], lifted: [], leads: [], unsure: [] };
  for (const run of runs(text.replace(BOOK, "$1$2年级 $3册 "))) note(plan, isHan(run) ? cut(run, known) : [run], known);
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
    const [before, after] = [parts[at - 1] || "", parts[at + 1] || ""].map((near) => (known.has(near) ? "" : bare(near)));
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
