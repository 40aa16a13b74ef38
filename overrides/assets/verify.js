// Looks a certificate's number up. Its file is fetched as a script, which a page opened from a folder may do too.
"use strict";
(() => {
  const form = document.getElementById("verify"), answer = document.getElementById("verify-answer"), field = document.getElementById("verify-number");
  if (!(form instanceof HTMLFormElement) || !answer || !(field instanceof HTMLInputElement)) return;
  const { shard = "2", stamp = "", files = "", site = "" } = form.dataset;

  /** What people take for one another is one: the mark knows no o, i and l. @param {string} text */
  const normal = (text) => {
    const parts = text.normalize("NFKC").toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\s+/g, "").split("-");
    const mark = (parts.pop() || "").replace(/o/g, "0").replace(/[il]/g, "1");
    return [...parts, mark].join("-");
  };

  /** @param {string} text @param {string} [address] */
  const say = (text, address) => {
    const line = document.createElement("p");
    line.textContent = text;
    answer.replaceChildren(line);
    answer.classList.toggle("jd-verified-yes", Boolean(address));
    if (!address) return;
    const more = document.createElement("p"), link = document.createElement("a");
    link.href = site.replace(/index\.html$/, "") + address;
    link.textContent = "看这次活动的记录";
    more.append(link);
    answer.append(more);
  };

  /** @param {string} number */
  const look = (number) => {
    const none = `没有“${number}”这个编号。请对着证明再看一遍，数字和字母一个也不能差。`;
    if (!/^[a-z0-9-]+-\d{8}-[0-9a-z]{8}$/.test(number)) return say(none);
    say("正在核对……");
    /** @type {Record<string, [string, string]>} */
    let found = {};
    Object.assign(window, { jidiVerify: (/** @type {typeof found} */ some) => { found = some; } });
    const script = document.createElement("script");
    script.src = `${files}${number.slice(-Number(shard))}.js?v=${stamp}`;
    script.onload = () => {
      const hit = Object.prototype.hasOwnProperty.call(found, number) && found[number];
      if (hit) say(hit[0], hit[1]);
      else say(none);
      script.remove();
    };
    script.onerror = () => { say(none); script.remove(); };
    document.head.append(script);
  };

  const fromAddress = () => {
    const number = normal(decodeURIComponent(location.hash.slice(1)));
    if (!/-\d{8}-/.test(number)) return;
    field.value = number;
    look(number);
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const number = normal(field.value);
    if (number) look(number);
  });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();
