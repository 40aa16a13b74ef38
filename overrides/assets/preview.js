// A pdf is fetched when its preview is opened; words are copied at a press. Without this script both can be done by hand.
"use strict";
(() => {
  const shows = navigator.pdfViewerEnabled ?? "application/pdf" in navigator.mimeTypes;

  for (const box of document.querySelectorAll("details[data-pdf]")) {
    box.addEventListener("toggle", () => {
      if (!(box instanceof HTMLElement) || !shows) return;
      const frame = document.createElement("iframe");
      frame.src = `${box.dataset.pdf}#navpanes=0`;
      frame.title = box.dataset.name ?? "";
      box.append(frame);
    }, { once: true });
  }

  /** @param {HTMLTextAreaElement} field */
  const copy = async (field) => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      return document.execCommand("copy"); // not on https, or an old browser
    }
  };

  for (const field of document.querySelectorAll("textarea")) {
    const label = field.previousElementSibling?.textContent;
    if (!label || !field.closest(".jd-copy")) continue;
    const row = document.createElement("p");
    row.innerHTML = '<button class="jd-button jd-button--quiet" type="button">复制<span class="jd-sr"></span></button> <span role="status"></span>';
    const [button, name, status] = row.querySelectorAll("*");
    button.setAttribute("data-copy", field.id);
    name.textContent = label;
    field.after(row);
    if (field.hasAttribute("data-here") && location.protocol !== "file:") field.value += `\n${location.href.split("#")[0]}`;
    button.addEventListener("click", async () => {
      const done = await copy(field);
      status.textContent = done ? "已复制，可以去粘贴了。" : "没能复制。文字已经选中，请长按或按 Ctrl+C。";
    });
  }
})();
