/* node lighthouse.mjs CHROMIUM URL… – prints one line of JSON for each page: its four scores (0–100) and what cost points. */
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const [chromePath, ...urls] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
try {
  for (const url of urls) {
    const result = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, output: "json", logLevel: "error" });
    if (!result) throw new Error(url);
    const { categories, audits } = result.lhr;
    const scores = Object.fromEntries(CATEGORIES.map((id) => [id, Math.round((categories[id]?.score ?? 0) * 100)]));
    const refs = CATEGORIES.flatMap((id) => categories[id]?.auditRefs ?? []).filter((ref) => ref.weight > 0);
    const lost = refs.filter((ref) => (audits[ref.id]?.score ?? 1) < 0.9).map((ref) => `${ref.id} ${audits[ref.id]?.displayValue ?? ""}`.trim());
    console.log(JSON.stringify({ url, scores, lost }));
  }
} finally {
  chrome.kill();
}
