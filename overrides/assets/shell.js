/* What the theme's frame lacks for keyboards and screen readers: which colours are on, tables that
   scroll by key, a real button for the menu of a phone. */
(() => {
  "use strict";

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
  const drawer = document.getElementById("__drawer");
  const side = document.querySelector(".md-sidebar--primary");
  if (!(menu instanceof HTMLElement) || !(drawer instanceof HTMLInputElement) || !side) return;

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
