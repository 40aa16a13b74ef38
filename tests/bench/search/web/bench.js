/* Asks an engine and says what its reader got when: `bench.look` of the engine's own script does the asking. */
window.bench = {
  /** After the next picture. */
  painted: () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))),
  /** @returns ids of the first ten; `own`: ms of the engine itself; `key`, `painted`: when, in ms since 1970 */
  ask: async (text) => {
    const key = performance.now();
    const { ids, own } = await bench.look(text);
    const painted = await bench.painted();
    if (bench.rest) await bench.rest();
    return { ids, own, key: performance.timeOrigin + key, painted: performance.timeOrigin + painted };
  },
  /** Titles as a list, for engines without a page of their own. */
  draw: (titles) => document.querySelector("ol").replaceChildren(...titles.map((title) => Object.assign(document.createElement("li"), { textContent: title }))),
};
