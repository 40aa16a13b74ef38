/* The engine outside a browser: reads {files, widths, known, queries | texts, anew} from stdin, prints the answers; `anew`: each as on a first visit. */
const { inflateRawSync } = require("zlib");
const fs = require("fs");

const folder = `${__dirname}/../../overrides/assets/search/`;
const joined = fs.readdirSync(folder).sort().map((/** @type {string} */ name) => fs.readFileSync(folder + name, "utf-8"));
new Function("module", `"use strict";${joined.join("")}`)(module);
const { Engine, normal, runs, terms } = module.exports;

const input = JSON.parse(fs.readFileSync(0, "utf-8"));

/** Those that are asked for while nothing more can be done without an answer travel together: one round trip. */
let trips = 0;
/** @type {(() => void)[]} */
let travelling = [];

/** @param {string} name @returns {Promise<Uint8Array>} */
const load = (name) =>
  new Promise((resolve, reject) => {
    if (!travelling.length) setImmediate(arrive);
    travelling.push(() => {
      const file = input.files[`${name}.js`];
      if (!file) return reject(new Error(name));
      const [, given, , , , packed] = file.split('"');
      if (given !== name) throw new Error(`${given} is not ${name}`);
      resolve(new Uint8Array(inflateRawSync(Buffer.from(packed, "base64"))));
    });
  });

const arrive = () => {
  const arrived = travelling;
  travelling = [];
  trips++;
  arrived.forEach((one) => one());
};

const main = async () => {
  if (input.texts) {
    return input.texts.map((/** @type {string} */ text) => {
      const plain = normal(text);
      return { normal: plain, runs: runs(plain), terms: runs(plain).map(terms) };
    });
  }
  let engine = new Engine(load, input.widths, input.known);
  const answers = [];
  for (const query of input.queries) {
    if (input.anew) engine = new Engine(load, input.widths, input.known);
    trips = 0;
    const answer = await engine.search(query);
    answer.trips = trips;
    const counts = {};
    for (const id of query.count || []) counts[id] = await engine.counts(id);
    answers.push({ ...answer, counts });
  }
  return answers;
};

main().then((answers) => console.log(JSON.stringify(answers)));
