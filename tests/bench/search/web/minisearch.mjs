/* Records on standard input, one a line, become MiniSearch's index in a folder. */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [modules, folder] = process.argv.slice(2);
const MiniSearch = createRequire(join(modules, "of.js"))("minisearch");
const index = new MiniSearch(createRequire(import.meta.url)("./bigrams.js"));
for await (const line of createInterface({ input: process.stdin })) index.add(JSON.parse(line));
writeFileSync(join(folder, "index.json"), JSON.stringify(index));
