/* Our own page that finds, driven by its box; its engine is only listened to. */
(() => {
  let heard = null;
  const listen = () => {
    const ask = jidi.ask;
    jidi.ask = (work) =>
      ask((engine) => {
        const search = engine.search;
        engine.search = async (query) => {
          const start = performance.now();
          const answer = await search.call(engine, query);
          if (heard) heard(performance.now() - start);
          heard = null;
          return answer;
        };
        return work(engine);
      });
    listening = true;
  };
  let listening = false;
  const root = () => document.querySelector(".jd-find");
  const input = () => root().querySelector("input[type=search]");
  const type = (text) => {
    input().focus();
    input().value = text;
    input().dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  bench.look = async (text) => {
    if (!listening) listen();
    const answered = new Promise((done) => (heard = done));
    type(text);
    const own = await answered;
    await new Promise((done) => setTimeout(done));
    return { ids: Array.from(root().querySelectorAll(".jd-found > li"), (card) => card.dataset.id), own };
  };
  bench.rest = async () => {
    while (root().hasAttribute("aria-busy")) await new Promise((done) => setTimeout(done, 10));
  };
  /* Answers are remembered; a search that is asked again is to be worked out again. */
  bench.forget = async () => {
    type("");
    await new Promise((done) => setTimeout(done, 300));
    (await jidi.engine()).found.clear();
  };
})();
