/* Material's own box; its worker is only listened to. */
(() => {
  const QUERY = 2;
  const RESULT = 3;
  let sent = 0;
  let heard = null;
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (!data || data.type !== RESULT || !heard) return;
        heard(performance.now() - sent);
        heard = null;
      });
    }
    postMessage(message, ...rest) {
      if (message && message.type === QUERY) sent = performance.now();
      super.postMessage(message, ...rest);
    }
  };
  bench.look = async (text) => {
    const input = document.querySelector("[data-md-component=search-query]");
    const answered = new Promise((done) => (heard = done));
    input.focus();
    input.value = text;
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    const own = await answered;
    await new Promise((done) => setTimeout(done));
    const links = Array.from(document.querySelectorAll(".md-search-result__item > a"), (link) => link.pathname);
    return { ids: links.slice(0, 10).map((path) => path.match(/([^/]+)\.html$/)[1]), own };
  };
})();
