/* Pagefind by its interface for scripts: the search, then what is shown of the first ten. */
(() => {
  let pagefind = null;
  bench.look = async (text) => {
    pagefind = pagefind || (await import("/pagefind/pagefind.js"));
    const start = performance.now();
    const { results } = await pagefind.search(text);
    const found = await Promise.all(results.slice(0, 10).map((one) => one.data()));
    const own = performance.now() - start;
    bench.draw(found.map(({ meta }) => meta.title));
    return { ids: found.map(({ url }) => url.match(/([^/]+)\.html$/)[1]), own };
  };
})();
