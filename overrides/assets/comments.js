// Comments are another host's: nothing of them is fetched before a reader asks.
"use strict";
(() => {
  for (const button of document.querySelectorAll("button[data-comments]")) {
    if (!(button instanceof HTMLElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const script = document.createElement("script");
      const dark = document.body.dataset.mdColorScheme === "slate";
      Object.assign(script.dataset, button.dataset, { mapping: "specific", strict: "1", lang: "zh-CN", theme: dark ? "dark" : "light", inputPosition: "top" });
      script.src = "https://giscus.app/client.js";
      script.crossOrigin = "anonymous";
      button.closest("section")?.append(script);
      button.hidden = true;
    }, { once: true });
  }
})();
