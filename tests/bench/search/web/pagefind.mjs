/* Pages on standard input, one a line, become Pagefind's index in a folder. */
import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, folder] = process.argv.slice(2);
const { createIndex, close } = await import(pathToFileURL(join(modules, "pagefind/lib/index.js")).href);
const { index } = await createIndex({ forceLanguage: "zh" });
for await (const line of createInterface({ input: process.stdin })) {
  const { errors } = await index.addHTMLFile(JSON.parse(line));
  if (errors.length) throw new Error(errors.join("\n"));
}
await index.writeFiles({ outputPath: join(folder, "pagefind") });
await close();
