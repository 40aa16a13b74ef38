/* The theme's frame. First, what its script looks for, made here so that no page has to hold it; then what the frame lacks for
   keyboards and screen readers: which colours are on, tables that scroll by key, a real button for the menu of a phone. */
(() => {
  "use strict";

  /** @type {(html: string, ...inside: (Node | string)[]) => HTMLElement} */
  const made = (html, ...inside) => {
    const box = document.createElement("template");
    box.innerHTML = html;
    const one = /** @type {HTMLElement} */ (box.content.firstElementChild);
    (one.querySelector("[data-inside]") ?? one).append(...inside);
    return one;
  };

  /* What mkdocs.yml asks of the theme, and the names of the parts that its script looks for. */
  const settings = { base: window.__md_scope, features: ["navigation.tabs", "navigation.top", "toc.follow"], translations: {} };
  const PARTS = {
    header: ".md-header", "header-title": ".md-header__title", container: ".md-container", tabs: ".md-tabs", main: ".md-main",
    sidebar: ".md-sidebar", content: ".md-content", toc: ".md-nav--secondary > ul",
  };
  for (const [name, where] of Object.entries(PARTS)) document.querySelector(where)?.setAttribute("data-md-component", name);
  document.querySelector(".md-sidebar")?.setAttribute("data-md-type", "toc");
  document.querySelectorAll(".md-nav--secondary a").forEach((link) => link.classList.add("md-nav__link"));
  const drawer = /** @type {HTMLInputElement} */ (made('<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer">'));
  document.body.prepend(
    drawer,
    made('<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search">'),
    made('<label class="md-overlay" for="__drawer"></label>'),
  );
  document.body.append(
    made('<div class="md-dialog" data-md-component="dialog"><div class="md-dialog__inner md-typeset"></div></div>'),
    made('<script id="__config" type="application/json"></script>', JSON.stringify(settings)),
  );
  document.querySelector("main")?.append(made('<button type="button" class="md-top md-icon jd-icon" data-md-component="top" hidden></button>', "回到页面顶部"));
  document.querySelector(".jd-search input")?.setAttribute("placeholder", "找资源、活动、基地");
  document
    .querySelector(".jd-search")
    ?.prepend(made('<button type="button" class="md-header__button jd-icon jd-search-close" aria-label="关闭查找" data-jidi-close></button>'));

  /* A page's title takes the place of the site's name when a reader scrolls. */
  const name = document.querySelector(".md-header__title");
  const site = name?.textContent ?? "";
  const topic = (/** @type {string} */ more, /** @type {string} */ words) =>
    made(`<div class="md-header__topic"${more}><span class="md-ellipsis" data-inside></span></div>`, words);
  const hidden = ' data-md-component="header-topic" aria-hidden="true"';
  name?.replaceChildren(made('<div class="md-header__ellipsis"></div>', topic("", site), topic(hidden, document.title.replace(` - ${site}`, ""))));

  /* A page says the rooms of the site once, as tabs; they are the menu of a phone too, and stand at the foot of the page. */
  const rooms = [...document.querySelectorAll(".md-tabs a")];
  /** @type {(wrap: (link: HTMLAnchorElement) => void) => HTMLElement[]} */
  const items = (wrap) =>
    rooms.map((room) => {
      const link = /** @type {HTMLAnchorElement} */ (room.cloneNode(true));
      wrap(link);
      return made("<li></li>", link);
    });
  document.querySelector(".jd-footer-links")?.prepend(...items((link) => link.removeAttribute("aria-current")));
  const side = made(
    '<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation" hidden><div class="md-sidebar__scrollwrap">' +
      '<div class="md-sidebar__inner"><nav class="md-nav md-nav--primary md-nav--lifted" id="menu" aria-label="菜单" data-md-level="0">' +
      '<ul class="md-nav__list" data-md-scrollfix data-inside></ul></nav></div></div></div>',
    ...items((link) => (link.className = "md-nav__link")),
  );
  side.querySelectorAll("li").forEach((item) => {
    item.className = item.querySelector("[aria-current]") ? "md-nav__item md-nav__item--active" : "md-nav__item";
  });
  side.querySelector("nav")?.prepend(made('<p class="md-nav__title jd-menu-title"></p>', site));
  document.querySelector(".md-main__inner")?.prepend(side);

  const options = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(".md-option"));
  const mark = () => options.forEach((option) => (option.checked = option.dataset.mdColorScheme === document.body.dataset.mdColorScheme));
  new MutationObserver(mark).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
  mark();

  const reach = () =>
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((box) => {
      const wide = box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== "visible";
      for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", "表格，可以左右滚动"]]) {
        if (wide) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    });
  addEventListener("load", reach);
  addEventListener("resize", reach);

  const menu = document.querySelector(".jd-menu");
  if (!(menu instanceof HTMLElement)) return;
  menu.setAttribute("aria-controls", "menu");
  menu.setAttribute("aria-expanded", "false");

  const close = () => {
    if (drawer.checked) drawer.click();
  };

  drawer.addEventListener("change", () => menu.setAttribute("aria-expanded", String(drawer.checked)));
  menu.addEventListener("click", () => {
    drawer.click();
    const first = side.querySelector("a");
    if (drawer.checked && first) first.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    close();
    menu.focus();
  });
  side.addEventListener("focusout", (event) => {
    const next = event instanceof FocusEvent ? event.relatedTarget : null;
    if (next instanceof Node && next !== menu && !side.contains(next)) close();
  });
})();
