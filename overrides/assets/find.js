/* Finding, on every page: fetches the index piece by piece, draws cards, and shows first results below a box.
   Without it a box still leads to the page that finds. Nothing of the index is fetched before the first key, and the engine only
   when a box is used or on the page that finds. */
(() => {
  "use strict";

  const script = typeof document === "object" ? /** @type {HTMLScriptElement | null} */ (document.currentScript) : null;
  const root = script ? new URL("..", script.src).href : "";
  /** The scripts that belong to this one, whatever a browser has kept of an earlier release. */
  const version = script ? new URL(script.src).search : "";
  const FAILED = "没能取到搜索数据，请检查网络后再试。";
  const ALL = "全部";

  /** A file of another build than the one being read. */
  class Stale extends Error {}

  /* ---- what is fetched ---- */

  /** @type {WeakMap<Element, {stamp: string, packed: string}>} */
  const handed = new WeakMap();

  /** A file of the index hands over what is in it. @param {string} name @param {string} stamp @param {string} packed */
  const put = (name, stamp, packed) => {
    if (document.currentScript) handed.set(document.currentScript, { stamp, packed });
  };

  /** Runs a script of ours; also from a folder, where a page may not fetch. @param {string} address @returns {Promise<{stamp: string, packed: string} | undefined>} */
  const run = (address) =>
    new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = root + address;
      element.onload = () => {
        resolve(handed.get(element));
        element.remove();
      };
      element.onerror = () => {
        reject(new Error(address));
        element.remove();
      };
      document.head.append(element);
    });

  /** @type {Map<string, Promise<unknown>>} */
  const scripts = new Map();

  /** Runs a script once; one that failed is tried again. @param {string} address */
  const once = (address) => {
    const running = scripts.get(address) || run(address);
    scripts.set(address, running);
    running.catch(() => scripts.delete(address));
    return running;
  };

  /** What a search needs besides the index. */
  const warm = () => Promise.all(["search", "inflate", "known"].map((name) => once(`assets/${name}.js${version}`)));

  /** @param {string} packed base64 @returns {Uint8Array} */
  const unpack = (packed) => {
    if (!jidi.inflate) throw new Error("inflate");
    return jidi.inflate(Uint8Array.from(atob(packed), (char) => char.charCodeAt(0)));
  };

  /** @param {string} name @param {string} version */
  const file = async (name, version) => {
    const got = await run(`search/${name}.js${version}`);
    if (!got) throw new Error(name);
    return got;
  };

  /** The manifest as it is now, whatever a browser has kept. */
  const fresh = () => `?v=${Date.now()}`;

  /** Gives the files of one build, told by the stamp of its manifest. @param {string} version */
  const loader = (version) => {
    let stamp = "";
    /** @type {Promise<{stamp: string, packed: string}> | null} */
    let early = file("manifest", version);
    early.catch(() => {});
    return async (/** @type {string} */ name) => {
      let got;
      if (name === "manifest") {
        const first = early || file(name, version);
        early = null;
        got = await first;
        stamp = got.stamp;
      } else {
        got = await file(name, "").catch(async (error) => {
          const now = await file("manifest", fresh()).catch(() => ({ stamp }));
          throw now.stamp === stamp ? error : new Stale(); // another build need not have this file
        });
        if (got.stamp !== stamp) got = await file(name, `?v=${stamp}`);
        if (got.stamp !== stamp) throw new Stale();
      }
      return unpack(got.packed);
    };
  };

  /** @param {string} version @returns {Promise<JidiEngine>} */
  const make = async (version) => {
    const load = loader(version);
    await warm();
    if (!jidi.Engine) throw new Error("search");
    return new jidi.Engine(load, (jidi.known && jidi.known.widths) || [0, 0, 0, 0], jidi.known);
  };

  /** @type {Promise<JidiEngine> | null} */
  let engine = null;

  /** The engine, made at the first key. @param {string} [version] */
  const start = (version = "") => {
    const made = engine || make(version);
    engine = made;
    made.catch(() => {
      if (engine === made) engine = null;
    });
    return made;
  };

  /** Work with the index, which remembers this work's search only; once more from the start if the site was built anew meanwhile. @template T @param {(engine: JidiEngine) => Promise<T>} work @returns {Promise<T>} */
  const ask = async (work) => {
    const own = async (/** @type {string} */ version) => /** @type {JidiEngine} */ (Object.create(await start(version)));
    try {
      return await work(await own(""));
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      engine = null;
      return work(await own(fresh()));
    }
  };

  /* ---- what is drawn ---- */

  /** Where words stand in a text, as [from, to) without overlaps; of a word that is not there as a whole, its pairs of characters. @param {string} text @param {string[]} words @returns {[number, number][]} */
  const places = (text, words) => {
    const low = text.toLowerCase();
    if (low.length !== text.length) return [];
    const hit = new Uint8Array(low.length);
    for (const word of words) {
      const pairs = Array.from(word.slice(1), (_, at) => word.slice(at, at + 2)).filter((pair) => pair > "\u3004");
      for (const part of low.includes(word) ? [word] : pairs) for (let at = low.indexOf(part); part && at >= 0; at = low.indexOf(part, at + 1)) hit.fill(1, at, at + part.length);
    }
    /** @type {[number, number][]} */
    const found = [];
    for (let at = 0; at < hit.length; at++) {
      if (!hit[at]) continue;
      if (at && hit[at - 1]) found[found.length - 1][1]++;
      else found.push([at, at + 1]);
    }
    return found;
  };

  /** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} [name] its class @param {...(Node | string)} inside @returns {HTMLElementTagNameMap[K]} */
  const node = (tag, name, ...inside) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...inside);
    return element;
  };

  /** A text with its matched words marked; never as HTML. @param {string} text @param {string[]} words @returns {(Node | string)[]} */
  const marked = (text, words) => {
    let from = 0;
    const inside = places(text, words).flatMap(([start, end]) => {
      const before = text.slice(from, start);
      from = end;
      return [before, node("mark", "", text.slice(start, end))];
    });
    return [...inside, text.slice(from)];
  };

  /** @param {JidiCard} card @param {string[]} marks */
  const title = (card, marks) => {
    const link = node("a", "jd-card-title", ...marked(card.title, marks));
    link.href = root + card.address;
    return link;
  };

  /** @param {string} name @param {Node[]} inside */
  const line = (name, inside) => (inside.length ? [node("p", name, ...inside)] : []);

  /** @param {JidiCard} card */
  const facts = (card) => {
    const words = [card.base, card.day, card.licence, card.adopters ? `${card.adopters} 所学校用过` : ""];
    return words.flatMap((word, at) => {
      if (!word) return [];
      const fact = node(at === 1 ? "time" : "span", "", word);
      if (at === 1) fact.setAttribute("datetime", word);
      return [fact];
    });
  };

  /** A card as parts.html draws it. @param {JidiCard} card @param {string[]} marks */
  const item = (card, marks) => {
    const what = [
      ...(card.state.length ? [node("b", card.state[1] ? "jd-state jd-state-off" : "jd-state", card.state[0])] : []),
      ...card.what.map((word, at) => node("span", at ? "" : "jd-card-type", word)),
    ];
    const types = card.files.map(([type, count]) => node("span", "jd-file", type.toUpperCase() + (count > 1 ? ` ×${count}` : "")));
    const found = node("li", "jd-card", title(card, marks), ...line("jd-card-what", what), ...line("jd-card-meta", facts(card)), ...line("jd-card-files", types));
    if (card.id) found.dataset.id = card.id;
    return found;
  };

  /** What was typed or stands in an address, as words to look for: whole characters, and no more than a box takes. @param {string} text */
  const words = (text) => text.slice(0, 200).replace(/[\ud800-\udfff]/gu, "\ufffd").trim();

  /** Work that follows typing: a moment after the last key, and never while an input method composes. @param {HTMLInputElement} input @param {() => void} typed */
  const follow = (input, typed) => {
    let timer = 0;
    const soon = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => typed(), 120);
    };
    input.addEventListener("focus", () => warm().catch(() => {}));
    input.addEventListener("compositionstart", () => {
      clearTimeout(timer);
      start().catch(() => {});
    });
    input.addEventListener("compositionend", soon);
    input.addEventListener("input", (event) => {
      if (event instanceof InputEvent && event.isComposing) return;
      if (input.value) start().catch(() => {});
      soon();
    });
    return () => clearTimeout(timer);
  };

  /* ---- the list below a box ---- */

  /** The first results of all kinds below a box (the combobox of ARIA, with a list). */
  class Box {
    /** @param {HTMLFormElement} form @param {HTMLInputElement} input @param {number} number */
    constructor(form, input, number) {
      this.form = form;
      this.input = input;
      this.id = `jd-hits-${number}`;
      this.asked = 0;
      /** @type {HTMLElement[]} */
      this.options = [];
      this.active = -1;
      this.list = node("div", "jd-hits-list");
      this.say = node("p", "jd-hits-say");
      this.panel = node("div", "jd-hits", this.say, this.list);
      this.dress();
      this.listen();
    }

    dress() {
      const { input, list, panel, say } = this;
      panel.hidden = true;
      list.id = this.id;
      say.setAttribute("role", "status");
      const roles = { autocomplete: "off", maxlength: "200", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id };
      for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
      list.setAttribute("role", "listbox");
      list.setAttribute("aria-label", "先找到的");
      this.form.classList.add("jd-box");
      this.form.append(panel);
    }

    listen() {
      const { form, input, panel } = this;
      this.cancel = follow(input, () => this.search());
      input.addEventListener("keydown", (event) => this.key(event));
      input.addEventListener("focus", () => {
        if (input.value && this.options.length) this.open();
      });
      panel.addEventListener("mousedown", (event) => event.preventDefault());
      form.addEventListener("focusout", (event) => {
        if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) this.close();
      });
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      if (event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.options.length) {
        this.open();
        this.point(step);
      } else if (event.key === "Enter" && this.active >= 0 && !this.panel.hidden) this.options[this.active].click();
      else if (event.key === "Escape" && !this.panel.hidden) this.close();
      else return;
      event.preventDefault();
    }

    /** @param {number} step */
    point(step) {
      const count = this.options.length + 1;
      this.options[this.active]?.setAttribute("aria-selected", "false");
      this.active = ((this.active + 1 + step + count) % count) - 1;
      const chosen = this.options[this.active];
      if (!chosen) return this.input.removeAttribute("aria-activedescendant");
      chosen.setAttribute("aria-selected", "true");
      chosen.scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", chosen.id);
    }

    open() {
      this.panel.hidden = false;
      this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    }

    close() {
      this.panel.hidden = true;
      this.active = -1;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }

    async search() {
      const text = words(this.input.value);
      const asked = ++this.asked;
      if (!text) {
        this.options = [];
        return this.close();
      }
      try {
        const found = await ask((engine) => this.first(engine, text));
        if (asked === this.asked) this.show(text, found);
      } catch {
        if (asked === this.asked) this.fail();
      }
    }

    /** The first of every kind, and how many there are of all. @param {JidiEngine} engine @param {string} text */
    async first(engine, text) {
      const column = engine.column("kind");
      column.catch(() => {});
      const { total, understood } = await engine.search({ text });
      const counts = await engine.counts("kind");
      const kinds = Array.from(new Set((await column).values)).filter((kind) => counts[kind]);
      const some = (/** @type {string} */ kind, /** @type {number} */ at) => engine.search({ text, facets: { kind: [kind] }, size: at ? 2 : 5 });
      const answers = await Promise.all(kinds.map(some));
      return { total, understood, groups: kinds.map((kind, at) => ({ kind, answer: answers[at] })).filter(({ answer }) => answer.total) };
    }

    /** @param {string} text @param {{total: number, understood: JidiUnderstood | null, groups: {kind: string, answer: JidiAnswer}[]}} found */
    show(text, { total, understood, groups }) {
      const query = `q=${encodeURIComponent(text)}`;
      const made = groups.map(({ kind, answer }, at) => this.group(kind, answer, at));
      const all = this.option(`find/index.html?${query}&kind=${encodeURIComponent(ALL)}`, "jd-hits-all", `查看全部 ${total} 条结果 →`);
      const pointed = this.options[this.active]?.getAttribute("href");
      this.list.replaceChildren(...made, ...(total ? [all] : []));
      this.options = Array.from(this.list.querySelectorAll("[role=option]"), (one) => /** @type {HTMLElement} */ (one));
      this.options.forEach((one, at) => (one.id = `${this.id}-${at}`));
      this.active = -1;
      this.point(1 + this.options.findIndex((one) => one.getAttribute("href") === pointed)); // answers may come after the arrow key
      const meant = understood ? `已按「${understood.meant}」查找，` : "";
      this.say.replaceChildren(total ? `${meant}找到 ${total} 条` : "没有找到。换个说法，或者按回车到找资源页放宽条件。");
      this.open();
    }

    /** @param {string} kind @param {JidiAnswer} answer @param {number} at */
    group(kind, answer, at) {
      const name = node("div", "jd-hits-kind", kind);
      name.id = `${this.id}-kind-${at}`;
      name.setAttribute("role", "presentation");
      const group = node("div", "", name, ...answer.cards.map((card) => this.hit(card, answer.marks)));
      group.setAttribute("role", "group");
      group.setAttribute("aria-labelledby", name.id);
      return group;
    }

    /** @param {JidiCard} card @param {string[]} marks */
    hit(card, marks) {
      const words = [...card.what, card.base].filter(Boolean).join(" · ");
      return this.option(card.address, "jd-hit", node("span", "jd-hit-title", ...marked(card.title, marks)), node("span", "jd-hit-what", words));
    }

    /** @param {string} address @param {string} name @param {...(Node | string)} inside */
    option(address, name, ...inside) {
      const link = node("a", name, ...inside);
      link.href = root + address;
      link.tabIndex = -1;
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      return link;
    }

    fail() {
      const again = node("button", "jd-button jd-button--quiet", "再试");
      again.type = "button";
      again.addEventListener("click", () => this.search());
      this.list.replaceChildren();
      this.options = [];
      this.say.replaceChildren(FAILED, again);
      this.open();
    }
  }

  /** On a phone the header's box opens over the page. @param {HTMLFormElement} form @param {HTMLInputElement} input */
  const sheet = (form, input) => {
    const [opener, closer] = [".jd-search-go", "[data-jidi-close]"].map((one) => form.querySelector(one));
    /** @param {boolean} open */
    const set = (open) => {
      form.classList.toggle("jd-open", open);
      document.documentElement.classList.toggle("jd-still", open);
    };
    opener?.addEventListener("click", (event) => {
      if (input.offsetParent) return;
      event.preventDefault();
      set(true);
      input.focus();
    });
    closer?.addEventListener("click", () => {
      set(false);
      if (opener instanceof HTMLElement) opener.focus();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && form.classList.contains("jd-open")) set(false);
    });
  };

  /** `/` goes to the box. @param {KeyboardEvent} event */
  const slash = (event) => {
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select, [contenteditable]")) return;
    const input = Array.from(document.querySelectorAll("form[role=search] input[type=search]")).find((one) => one instanceof HTMLElement && one.offsetParent);
    if (!(input instanceof HTMLInputElement)) return;
    event.preventDefault();
    input.focus();
    input.select();
  };

  const parts = { put, ask, start, engine: () => engine, warm, words, follow, places, node, item, FAILED };
  if (typeof module === "object") module.exports = parts;
  if (!script) return;
  Object.assign((window.jidi = window.jidi || {}), parts);
  document.querySelectorAll(".jd-search, form[data-jidi-find]").forEach((form, number) => {
    const input = form.querySelector("input[type=search]");
    if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement)) return;
    new Box(form, input, number);
    sheet(form, input);
  });
  document.addEventListener("keydown", slash);
})();
