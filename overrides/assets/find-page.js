/* The page that finds: what is asked for stands in the address; answers, facets and counts follow it. Needs find.js. */
(() => {
  "use strict";

  const FIRST = 10;
  const MORE = 20;
  const MOST = 490;
  const SHOWN = 8;
  const FEW = 60;
  const MANY = 40; // values of one facet
  const LONGEST = 200; // characters of a query
  const SORTS = ["relevance", "newest"];
  const ALL = "全部";

  /* ---- what is asked for, and its address ---- */

  /** @param {string} search of an address @param {{ids: string[], kinds: string[]}} known the first kind need not be said @returns {JidiState} */
  const read = (search, { ids, kinds }) => {
    const given = new URLSearchParams(search);
    const kind = given.get("kind") || "";
    const sort = given.get("sort") || "";
    const facets = Object.fromEntries(ids.map((id) => [id, Array.from(new Set(given.getAll(id).filter(Boolean))).slice(0, MANY)]).filter(([, values]) => values.length));
    return {
      q: (given.get("q") || "").slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "").trim(),
      kind: kinds.includes(kind) ? kind : kinds[0],
      facets,
      sort: SORTS.includes(sort) ? sort : "",
      exact: given.get("exact") === "1",
      n: Math.min(MOST, Math.max(FIRST, Math.floor(Number(given.get("n"))) || FIRST)),
    };
  };

  /** @param {JidiState} state @param {{ids: string[], kinds: string[]}} known @returns {string} */
  const write = (state, { ids, kinds }) => {
    const said = new URLSearchParams();
    if (state.q) said.append("q", state.q);
    if (state.kind !== kinds[0]) said.append("kind", state.kind);
    for (const id of ids) for (const value of state.facets[id] || []) said.append(id, value);
    if (state.sort) said.append("sort", state.sort);
    if (state.exact) said.append("exact", "1");
    if (state.n > FIRST) said.append("n", String(state.n));
    return said.toString() ? `?${said}` : "";
  };

  /** Every choice as [facet, value]. @param {JidiState} state @returns {[string, string][]} */
  const chosen = (state) => Object.entries(state.facets).flatMap(([id, values]) => values.map((value) => /** @type {[string, string]} */ ([id, value])));

  /** With a value chosen, or not chosen if it was. @param {JidiState} state @param {string} id @param {string} value @returns {JidiState} */
  const toggled = (state, id, value) => {
    const { [id]: own = [], ...others } = state.facets;
    const values = own.includes(value) ? own.filter((one) => one !== value) : [...own, value];
    return { ...state, facets: values.length ? { ...others, [id]: values } : others, n: FIRST };
  };

  /** Whether nothing is asked for, so that the page stays as it was made. @param {JidiState} state @param {string[]} kinds */
  const blank = (state, kinds) => !state.q && !chosen(state).length && state.kind === kinds[0] && state.sort !== "relevance" && state.n === FIRST;

  /** Ways to ask for less: without each facet, without any, without the kind; the nearest first. @param {JidiState} state @returns {{say: string, state: JidiState}[]} */
  const relaxed = (state) => {
    const ids = Object.keys(state.facets);
    const without = ids.map((id) => {
      const { [id]: values, ...others } = state.facets;
      return { say: `去掉${values.map((value) => `「${value}」`).join("")}`, state: { ...state, facets: others, n: FIRST } };
    });
    const none = { ...state, facets: {}, n: FIRST };
    return [
      ...(state.exact ? [{ say: "不只按原文找", state: { ...state, exact: false, n: FIRST } }] : []),
      ...without,
      ...(ids.length > 1 ? [{ say: "去掉全部筛选", state: none }] : []),
      ...(state.kind === ALL ? [] : [{ say: "在全部类别里找", state: { ...state, kind: ALL, n: FIRST } }, ...(ids.length ? [{ say: "去掉筛选，在全部类别里找", state: { ...none, kind: ALL } }] : [])]),
    ];
  };

  /** @param {JidiState} state @param {number} from @param {number} size @returns {JidiQuery} */
  const query = (state, from, size) => ({
    text: state.q,
    facets: state.kind === ALL ? state.facets : { ...state.facets, kind: [state.kind] },
    sort: /** @type {"relevance" | "newest"} */ (state.sort || (state.q ? "relevance" : "newest")),
    from,
    size,
    literal: state.exact,
  });

  /** Another word where one was said; the whole text if it is not written so. @param {string} text @param {string} said @param {string} meant */
  const instead = (text, said, meant) => {
    const at = text.toLowerCase().indexOf(said);
    return at < 0 ? meant : text.slice(0, at) + meant + text.slice(at + said.length);
  };

  /** How many a value would find; an address may name any value. @param {Record<string, number>} counts @param {string} value */
  const number = (counts, value) => (Object.prototype.hasOwnProperty.call(counts, value) ? counts[value] : 0);

  /** Which values stand there, and which only behind “全部”: those that find something first. @param {string[]} values @param {Record<string, number>} counts @param {string[]} own chosen ones */
  const folded = (values, counts, own) => {
    const some = values.filter((value) => number(counts, value) || own.includes(value));
    const first = new Set([...own, ...(some.length ? some : values).slice(0, SHOWN)]);
    return { first: values.filter((value) => first.has(value)), rest: values.filter((value) => !first.has(value)) };
  };

  if (typeof module === "object") module.exports = { read, write, toggled, blank, relaxed, instead, folded };
  if (typeof document !== "object") return;

  /* ---- the page ---- */

  /** @param {ParentNode} within @param {string} selector @returns {HTMLElement} */
  const the = (within, selector) => {
    const found = within.querySelector(selector);
    if (!(found instanceof HTMLElement)) throw new Error(selector);
    return found;
  };

  /** @param {string} text @param {() => void} pressed @param {string} [name] */
  const button = (text, pressed, name = "jd-chip") => {
    const made = jidi.node("button", name, text);
    made.type = "button";
    made.addEventListener("click", pressed);
    return made;
  };

  /** Brings one of a row of buttons into its row's view, without moving the page. @param {HTMLElement} one */
  const inView = (one) => {
    const row = one.parentElement;
    const end = one.offsetLeft + one.offsetWidth;
    if (row && (one.offsetLeft < row.scrollLeft || end > row.scrollLeft + row.clientWidth)) row.scrollLeft = one.offsetLeft - 60;
  };

  /** One facet: a fold of check boxes with counts. */
  class Facet {
    /** @param {HTMLDetailsElement} fold @param {(id: string, value: string) => void} choose */
    constructor(fold, choose) {
      this.fold = fold;
      this.id = fold.dataset.facet || "";
      this.name = the(fold, "summary").firstChild?.textContent || "";
      this.box = the(fold, ".jd-facet-values");
      this.number = the(fold, "summary small");
      this.more = /** @type {HTMLButtonElement} */ (the(fold, "[data-act=all]"));
      this.whole = false;
      /** @type {Map<string, HTMLLabelElement>} */
      this.labels = new Map();
      for (const label of this.box.querySelectorAll("label")) this.labels.set(the(label, "span").textContent || "", label);
      this.box.addEventListener("change", (event) => {
        if (event.target instanceof HTMLInputElement) choose(this.id, event.target.value);
      });
      this.more.addEventListener("click", () => this.unfold(!this.whole));
    }

    /** @param {string} value */
    label(value) {
      const known = this.labels.get(value);
      if (known) return known;
      const input = document.createElement("input");
      Object.assign(input, { type: "checkbox", name: this.id, value });
      const made = jidi.node("label", "jd-value", input, jidi.node("span", "", value), jidi.node("small"));
      this.labels.set(value, made);
      return made;
    }

    /** What is chosen shows at once. @param {string[]} own */
    mark(own) {
      this.number.textContent = own.length ? String(own.length) : "";
      for (const [value, label] of this.labels) /** @type {HTMLInputElement} */ (the(label, "input")).checked = own.includes(value);
    }

    /** @param {string[]} values @param {Record<string, number>} counts @param {string[]} own */
    draw(values, counts, own) {
      const known = [...values, ...own.filter((value) => !values.includes(value))];
      const { rest } = folded(known, counts, own);
      const labels = known.map((value) => {
        const label = this.label(value);
        the(label, "small").textContent = String(number(counts, value));
        label.classList.toggle("jd-value-none", !number(counts, value));
        label.classList.toggle("jd-value-rest", rest.includes(value) && !label.contains(document.activeElement));
        return label;
      });
      const there = this.box.querySelectorAll("label");
      if (labels.length !== there.length || labels.some((label, at) => label !== there[at])) this.place(labels);
      this.mark(own);
      this.more.hidden = !rest.length;
      this.unfold(this.whole, known.length);
    }

    /** In their order, without taking the focus from one that stays. @param {HTMLLabelElement[]} labels */
    place(labels) {
      for (const old of this.box.querySelectorAll("label, p")) if (!(old instanceof HTMLLabelElement && labels.includes(old))) old.remove();
      /** @type {HTMLElement} */
      let next = this.more;
      for (const label of Array.from(labels).reverse()) {
        if (label.nextElementSibling !== next) this.box.insertBefore(label, next);
        next = label;
      }
      if (!labels.length) this.box.insertBefore(jidi.node("p", "jd-small", "这里没有可选的。"), this.more);
    }

    /** @param {boolean} whole @param {number} [count] */
    unfold(whole, count = this.labels.size) {
      this.whole = whole;
      this.box.classList.toggle("jd-whole", whole);
      this.more.setAttribute("aria-expanded", String(whole));
      this.more.textContent = whole ? "收起" : `全部 ${count} 项`;
    }
  }

  /** The facets: beside the results, on a phone over the page. */
  class Panel {
    /** @param {HTMLElement} root @param {(id: string, value: string) => void} choose @param {() => void} opened */
    constructor(root, choose, opened) {
      this.box = the(root, ".jd-facets");
      this.opener = the(root, "[data-act=show]");
      this.done = the(root, "[data-act=done]");
      this.opened = opened;
      this.facets = Array.from(this.box.querySelectorAll("details"), (fold) => new Facet(fold, choose));
      for (const { fold } of this.facets) fold.addEventListener("toggle", () => fold.open && opened());
      this.opener.addEventListener("click", () => this.open());
      for (const act of [this.done, the(root, "[data-act=hide]")]) act.addEventListener("click", () => this.close());
      this.box.addEventListener("keydown", (event) => this.key(event));
      window.matchMedia("(min-width: 60em)").addEventListener("change", () => this.close());
    }

    get shown() {
      return this.box.getClientRects().length > 0;
    }

    open() {
      this.set(true);
      the(this.box, "[data-act=hide]").focus();
      this.opened();
    }

    close() {
      if (!this.box.classList.contains("jd-open")) return;
      this.set(false);
      this.opener.focus();
    }

    /** @param {boolean} open */
    set(open) {
      this.box.classList.toggle("jd-open", open);
      document.documentElement.classList.toggle("jd-still", open);
      this.opener.setAttribute("aria-expanded", String(open));
      this.box.setAttribute("role", open ? "dialog" : "group");
      if (open) this.box.setAttribute("aria-modal", "true");
      else this.box.removeAttribute("aria-modal");
    }

    /** The sheet keeps the focus until it is closed. @param {KeyboardEvent} event */
    key(event) {
      if (!this.box.classList.contains("jd-open")) return;
      if (event.key === "Escape") return this.close();
      if (event.key !== "Tab") return;
      const stops = Array.from(this.box.querySelectorAll("button, input, summary"), (one) => /** @type {HTMLElement} */ (one)).filter((one) => one.getClientRects().length);
      const end = stops[event.shiftKey ? 0 : stops.length - 1];
      if (document.activeElement !== end) return;
      event.preventDefault();
      stops[event.shiftKey ? stops.length - 1 : 0].focus();
    }

    /** What is chosen, and which facets are of use now. @param {JidiState} state @param {number} total */
    mark(state, total) {
      for (const facet of this.facets) facet.mark(state.facets[facet.id] || []);
      const { subject, grade, unit } = state.facets;
      const fold = this.facets.find((facet) => facet.id === "unit")?.fold;
      if (fold) fold.hidden = !(subject || grade || unit || (total && total <= FEW));
      const count = chosen(state).length;
      this.opener.textContent = count ? `筛选（${count}）` : "筛选";
    }

    /** The facets whose counts are seen. @param {JidiState} state */
    wanted(state) {
      return this.facets.filter(({ id, fold }) => !fold.hidden && (state.facets[id] || (fold.open && this.shown)));
    }
  }

  /** What was found, or what can be done when nothing was. */
  class Results {
    /** @param {HTMLElement} root @param {(state: JidiState) => void} go */
    constructor(root, go) {
      this.root = root;
      this.go = go;
      this.box = the(root, ".jd-find-results");
      this.meant = the(root, ".jd-find-understood");
      this.more = the(root, ".jd-find-more");
      this.first = Array.from(this.box.childNodes);
      /** @type {HTMLUListElement | null} */
      this.list = null;
      this.key = "";
    }

    /** As the page was made. */
    rest() {
      this.clear();
      this.box.replaceChildren(...this.first);
    }

    clear() {
      this.list = null;
      this.meant.hidden = this.more.hidden = true;
    }

    /** @param {JidiState} state @param {JidiAnswer} answer @param {string} key of the question without how many */
    show(state, answer, key) {
      const old = key === this.key && this.list ? this.list : null;
      const had = old ? old.children.length : 0;
      const list = old || jidi.node("ul", "jd-cards jd-found");
      if (answer.cards.length < had) list.replaceChildren();
      const fresh = answer.cards.slice(list.children.length).map((card) => jidi.item(card, answer.marks));
      list.append(...fresh);
      this.clear();
      this.key = key;
      this.list = list;
      if (!old) this.box.replaceChildren(...(answer.total ? [list] : []));
      this.more.hidden = answer.total <= state.n || state.n >= MOST;
      this.understand(state, answer);
      document.documentElement.classList.add("jd-answered");
      if (had && this.more.contains(document.activeElement)) fresh[0]?.querySelector("a")?.focus();
    }

    /** @param {JidiState} state @param {JidiAnswer} answer */
    understand(state, { understood, total }) {
      this.meant.hidden = !understood;
      if (!understood) return;
      const { said, meant, how, others = [] } = understood;
      const literal = button(`仍按原文「${said}」查找`, () => this.go({ ...state, exact: true, n: FIRST }));
      const other = (/** @type {string} */ one) => () => this.go({ ...state, q: instead(state.q, said, one), n: FIRST });
      const bodies = total < FIRST && how !== "traditional" ? [button("连正文一起找", other(meant))] : []; // what was only guessed is looked for in titles
      this.meant.replaceChildren(`已按「${meant}」查找。`, ...bodies, literal, ...(others.length ? ["也可能是：", ...others.map((one) => button(one, other(one)))] : []));
    }

    /** Ways to find something after all, the nearest first, with the first cards of the nearest. @param {JidiState} state @param {{say: string, state: JidiState, answer: JidiAnswer}[]} ways */
    none(state, ways) {
      const some = ways.filter(({ answer }) => answer.total);
      const offers = some.map((way) => button(`${way.say}：${way.answer.total} 条`, () => this.go(way.state)));
      const near = some.slice(0, 1).map(({ answer }) => jidi.node("ul", "jd-cards", ...answer.cards.map((card) => jidi.item(card, answer.marks))));
      const help = jidi.node("div", "jd-find-help", ...this.request(state), this.tips());
      this.box.replaceChildren(...(some.length ? [jidi.node("p", "jd-find-near", "放宽一点就有："), jidi.node("p", "jd-chips", ...offers)] : []), ...near, help);
    }

    /** The way to ask people for what is missing. @param {JidiState} state */
    request(state) {
      const words = [state.q, ...chosen(state).map(([, value]) => value)].filter(Boolean).join(" ");
      const { ask, contact } = this.root.dataset;
      if (!ask) return contact ? [jidi.node("p", "", `要找的这里没有？可以请人补：${contact}。`)] : [];
      const link = jidi.node("a", "jd-button", "请人补这份资源");
      link.href = ask.split("%7Bq%7D").join(encodeURIComponent(words));
      return [jidi.node("p", "", link)];
    }

    tips() {
      const tips = ["少写几个字，只留课题或知识点，如“浮力”。", "年级、学科、类型可以一起写，如“八年级 物理 课件”，也可以在筛选里选。", "写拼音也可以，如“hanshu”。"];
      const books = jidi.node("a", "", "教材目录");
      books.href = this.root.dataset.books || "";
      return jidi.node("ul", "jd-find-tips", ...tips.map((tip) => jidi.node("li", "", tip)), jidi.node("li", "", "课题记不清，可以从", books, "里找。"));
    }

    /** @param {() => void} again */
    fail(again) {
      this.clear();
      document.documentElement.classList.add("jd-answered", "jd-counted");
      this.box.replaceChildren(jidi.node("p", "jd-notice", jidi.FAILED), button("再试", again, "jd-button"));
    }
  }

  class Page {
    /** @param {HTMLElement} root */
    constructor(root) {
      this.root = root;
      this.form = /** @type {HTMLFormElement} */ (the(root, "form"));
      this.input = /** @type {HTMLInputElement} */ (the(root, "input[type=search]"));
      this.sort = /** @type {HTMLSelectElement} */ (the(root, "select"));
      this.say = the(root, ".jd-find-say");
      this.chips = the(root, ".jd-find-chosen");
      this.tabs = Array.from(root.querySelectorAll("[data-kind]"), (one) => /** @type {HTMLElement} */ (one)).filter((one) => one !== root);
      this.first = { say: this.say.textContent || "", title: document.title };
      this.results = new Results(root, (/** @type {JidiState} */ state) => this.go(state, true));
      this.panel = new Panel(root, (id, value) => this.go(toggled(this.state, id, value), true), () => this.counted());
      this.known = { ids: this.panel.facets.map(({ id }) => id), kinds: [root.dataset.kind || "", ...this.tabs.map((tab) => tab.dataset.kind || "")] };
      this.asked = 0;
      this.total = 0;
      this.settled = false;
      /** @type {JidiEngine | null} */
      this.view = null;
      this.state = read(location.search, this.known);
      this.listen();
      this.reflect();
      this.run();
    }

    listen() {
      const cancel = jidi.follow(this.input, () => this.typed());
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        cancel();
        this.typed();
        this.settled = true;
        if (window.matchMedia("(pointer: coarse)").matches) this.say.focus();
      });
      this.sort.addEventListener("change", () => this.go({ ...this.state, sort: this.sort.value, n: FIRST }, true));
      for (const tab of this.tabs) tab.addEventListener("click", () => this.go({ ...this.state, kind: tab.dataset.kind || "", n: FIRST }, true));
      the(this.root, "[data-act=more]").addEventListener("click", () => this.go({ ...this.state, n: this.state.n + MORE }, false));
      window.addEventListener("popstate", () => {
        cancel();
        this.state = read(location.search, this.known);
        this.reflect();
        this.run();
      });
      window.addEventListener("pagehide", () => this.remember({ y: window.scrollY }, false));
    }

    typed() {
      const q = jidi.words(this.input.value);
      if (q === this.state.q) return;
      this.go({ ...this.state, q, exact: false, n: FIRST }, this.settled);
      this.settled = false;
    }

    /** Ask for something else. @param {JidiState} state @param {boolean} step whether “back” returns to what was asked before */
    go(state, step) {
      this.state = state;
      this.settled = true;
      this.remember(null, step);
      this.reflect();
      this.run();
    }

    /** The whole address, for a path may begin with two slashes. A browser may refuse (Safari after a hundred in half a minute): then only the address lags behind. @param {unknown} data @param {boolean} step */
    remember(data, step) {
      const address = location.href.split(/[?#]/)[0] + write(this.state, this.known);
      try {
        history[step && address !== location.href.split("#")[0] ? "pushState" : "replaceState"](data, "", address);
      } catch {
        // the answer comes all the same
      }
    }

    /** The page's controls and its title say what is asked for. */
    reflect() {
      const { state } = this;
      if (jidi.words(this.input.value) !== state.q) this.input.value = state.q;
      this.sort.value = state.sort || (state.q ? "relevance" : "newest");
      for (const tab of this.tabs) {
        const pressed = tab.dataset.kind === state.kind;
        tab.setAttribute("aria-pressed", String(pressed));
        if (pressed) inView(tab);
      }
      this.panel.mark(state, this.total);
      const words = [state.q, ...chosen(state).map(([, value]) => value)].filter(Boolean).join(" ");
      document.title = words ? `${words} - ${this.first.title}` : this.first.title;
      this.drawChips();
    }

    drawChips() {
      const { state } = this;
      /** @type {[string, JidiState][]} */
      const drops = chosen(state).map(([id, value]) => [value, toggled(state, id, value)]);
      if (state.exact) drops.push(["只按原文", { ...state, exact: false, n: FIRST }]);
      const made = drops.map(([text, next], at) => this.chip(`${text} ×`, `去掉 ${text}`, next, at));
      if (drops.length > 1) made.push(this.chip("全部清除", "全部清除", { ...state, facets: {}, exact: false, n: FIRST }, 0));
      this.chips.hidden = !made.length;
      this.chips.replaceChildren(...made);
    }

    /** @param {string} text @param {string} name @param {JidiState} next @param {number} at */
    chip(text, name, next, at) {
      const made = button(text, () => {
        this.go(next, true);
        const left = Array.from(this.chips.querySelectorAll("button"));
        (left[Math.min(at, left.length - 1)] || this.say).focus();
      });
      made.setAttribute("aria-label", name);
      return made;
    }

    async run() {
      const asked = ++this.asked;
      this.view = null;
      if (blank(this.state, this.known.kinds)) return this.rest();
      this.root.setAttribute("aria-busy", "true");
      try {
        await jidi.ask((engine) => this.answer(engine, asked));
      } catch {
        if (asked === this.asked) this.fail();
      }
      if (asked === this.asked) this.root.removeAttribute("aria-busy");
    }

    /** @param {JidiEngine} engine @param {number} asked */
    async answer(engine, asked) {
      const { state } = this;
      engine.column("kind").catch(() => {});
      const answer = await engine.search(query(state, 0, state.n));
      if (asked !== this.asked) return;
      this.view = engine;
      this.total = answer.total;
      this.tell();
      this.results.show(state, answer, write({ ...state, n: FIRST }, this.known));
      this.panel.mark(state, this.total);
      this.scroll();
      await Promise.all([this.count(engine, asked), answer.total ? null : this.relax(engine, asked)]);
    }

    tell() {
      const unit = this.state.kind === this.known.kinds[0] ? "份" : "条";
      this.say.textContent = this.total ? `找到 ${this.total} ${unit}` : "没有找到";
      this.panel.done.textContent = this.total ? `看 ${this.total} ${unit}` : "没有找到，关闭";
    }

    /** Back where the reader was, when coming back to the page. */
    scroll() {
      const y = history.state && history.state.y;
      if (y) window.scrollTo(0, y);
      if (y) this.remember(null, false);
    }

    /** @param {JidiEngine} engine @param {number} asked */
    async count(engine, asked) {
      const { state } = this;
      const kinds = await engine.counts("kind");
      if (asked !== this.asked) return;
      const all = Object.values(kinds).reduce((sum, one) => sum + one, 0);
      for (const tab of this.tabs) {
        const number = tab.dataset.kind === ALL ? all : kinds[tab.dataset.kind || ""] || 0;
        the(tab, "small").textContent = String(number);
        tab.classList.toggle("jd-kind-none", !number);
      }
      await Promise.all(
        this.panel.wanted(state).map(async (facet) => {
          const [{ values }, counts] = await Promise.all([engine.column(facet.id), engine.counts(facet.id)]);
          if (asked === this.asked) facet.draw(values, counts, state.facets[facet.id] || []);
        })
      );
      document.documentElement.classList.add("jd-counted");
    }

    /** A facet was opened. */
    async counted() {
      const { asked, state } = this;
      try {
        await jidi.ask(async (engine) => {
          if (!this.view) await engine.search(query(state, 0, 1));
          await this.count(this.view || engine, asked);
        });
      } catch {
        if (asked === this.asked) this.say.textContent = jidi.FAILED;
      }
    }

    /** @param {JidiEngine} engine @param {number} asked */
    async relax(engine, asked) {
      const { state } = this;
      const ways = await Promise.all(
        relaxed(state).map(async (way) => {
          /** @type {JidiEngine} */
          const own = Object.create(engine);
          return { ...way, answer: await own.search(query(way.state, 0, 3)) };
        })
      );
      if (asked === this.asked) this.results.none(state, ways);
    }

    /** Nothing is asked for: the page as it was made, with the counts of everything. */
    rest() {
      this.root.removeAttribute("aria-busy");
      this.say.textContent = this.first.say;
      this.results.rest();
      if (jidi.engine()) this.counted();
    }

    fail() {
      this.say.textContent = "";
      this.results.fail(() => this.run());
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const root = document.querySelector(".jd-find");
    if (root instanceof HTMLElement) new Page(root);
  });
  window.addEventListener("load", () => jidi.warm().catch(() => {})); // who opens this page will look for something
})();
