/* How MiniSearch is to cut texts and queries; the same where the index is made and where it is read. */
(() => {
  const tokenize = (text) => {
    const runs = text.normalize("NFKC").toLowerCase().match(/[\u3400-\u9fff]+|[a-z]+|[0-9]+/g) || [];
    return runs.flatMap((run) => (run < "\u3400" || run.length === 1 ? [run] : Array.from(run.slice(1), (char, at) => run[at] + char)));
  };
  const options = {
    fields: ["title", "head", "body"],
    storeFields: ["title"],
    tokenize,
    processTerm: (term) => term,
    searchOptions: { combineWith: "AND", boost: { title: 10, head: 3 }, prefix: (term) => term.length === 1 || term < "\u3400" },
  };
  if (typeof module === "object") module.exports = options;
  else window.bigrams = options;
})();
