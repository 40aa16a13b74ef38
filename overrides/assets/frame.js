/* What has to be there before a page is painted and before the theme's own script runs. The theme would write it into every page:
   where the site keeps a reader's choices (under the path of the folder above this script's), and the choice of colours. */
(() => {
  "use strict";
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const scope = new URL("..", script.src);
  document.documentElement.classList.add("jd-js");

  window.__md_scope = scope;
  window.__md_get = (key, store = localStorage, at = scope) => JSON.parse(store.getItem(`${at.pathname}.${key}`) ?? "null");
  window.__md_set = (key, value, store = localStorage, at = scope) => {
    try {
      store.setItem(`${at.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // a browser that keeps nothing: the choice holds for this page
    }
  };

  const OPTIONS = [["light", "default", "浅色", "换成深色"], ["dark", "slate", "深色", "换成浅色"]];

  /** What does nothing without scripts, so a page does not hold it: a real button for the menu, the choice of colours. @param {Element} title */
  const complete = (title) => {
    const options = OPTIONS.map(
      ([media, scheme, name, change], at) =>
        `<input class="md-option" type="radio" name="__palette" id="__palette_${at}" aria-label="${name}" data-md-color-media="(prefers-color-scheme: ${media})"` +
        ` data-md-color-scheme="${scheme}" data-md-color-primary="custom" data-md-color-accent="custom">` +
        `<label class="md-header__button jd-icon jd-icon-${media}" title="${change}" for="__palette_${1 - at}" hidden></label>`,
    );
    const html = `<div class="md-header__option" data-md-component="palette" role="radiogroup" aria-label="配色">${options.join("")}</div>`;
    title.insertAdjacentHTML("beforebegin", '<button type="button" class="md-header__button jd-menu" aria-label="菜单"></button>');
    title.insertAdjacentHTML("afterend", html);
    const kept = window.__md_get("__palette");
    for (const [name, value] of Object.entries(kept?.color ?? {})) document.body.setAttribute(`data-md-color-${name}`, String(value));
  };

  // Told of the header before it is painted and before any later script: the page needs no script of its own, and its policy allows none.
  new MutationObserver((_, observer) => {
    const title = document.querySelector(".md-header__title");
    if (!title) return;
    observer.disconnect();
    complete(title);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
