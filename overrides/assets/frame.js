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

  /** Called where the choice of colours stands in the page: it does nothing without scripts, so a page does not hold it. */
  const palette = () => {
    const options = OPTIONS.map(
      ([media, scheme, name, change], at) =>
        `<input class="md-option" type="radio" name="__palette" id="__palette_${at}" aria-label="${name}" data-md-color-media="(prefers-color-scheme: ${media})"` +
        ` data-md-color-scheme="${scheme}" data-md-color-primary="custom" data-md-color-accent="custom">` +
        `<label class="md-header__button jd-icon jd-icon-${media}" title="${change}" for="__palette_${1 - at}" hidden></label>`,
    );
    const html = `<div class="md-header__option" data-md-component="palette" role="radiogroup" aria-label="配色">${options.join("")}</div>`;
    document.currentScript?.insertAdjacentHTML("beforebegin", html);
    const kept = window.__md_get("__palette");
    for (const [name, value] of Object.entries(kept?.color ?? {})) document.body.setAttribute(`data-md-color-${name}`, String(value));
  };
  window.jidi = Object.assign(window.jidi || {}, { palette });
})();
