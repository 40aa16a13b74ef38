/* The engine outside a browser: reads {files, widths, queries | texts} from stdin, prints the answers. */
const { inflateRawSync } = require("zlib");
const fs = require("fs");

const folder = `${__dirname}/../../overrides/assets/search/`;
const joined = fs.readdirSync(folder).sort().map((/** @type {string} */ name) => fs.readFileSync(folder + name, "utf-8"));
new Function("module", `"use strict";${joined.join("")}`)(module);
const { Engine, normal, runs, terms } = module.exports;

const input = JSON.parse(fs.readFileSync(0, "utf-8"));

/** @param {string} name */
const load = async (name) => {
  const [, given, , , , packed] = input.files[`${name}.js`].split('"');
  if (given !== name) throw new Error(`${given} is not ${name}`);
  return new Uint8Array(inflateRawSync(Buffer.from(packed, "base64")));
};

const main = async () => {
  if (input.texts) {
    return input.texts.map((/** @type {string} */ text) => {
      const plain = normal(text);
      return { normal: plain, runs: runs(plain), terms: runs(plain).map(terms) };
    });
  }
  const engine = new Engine(load, input.widths);
  const answers = [];
  for (const query of input.queries) {
    const answer = await engine.search(query);
    const counts = {};
    for (const id of query.count || []) counts[id] = await engine.counts(id);
    answers.push({ ...answer, counts });
  }
  return answers;
};

main().then((answers) => console.log(JSON.stringify(answers)));
