/* The engine outside a browser: reads {files, widths, queries | texts} from stdin, prints the answers. */
const { inflateRawSync } = require("zlib");
const { Engine, Reader, normal, runs, terms } = require("../../overrides/assets/search.js");
const layer = require("../../overrides/assets/layer.js");

const input = JSON.parse(require("fs").readFileSync(0, "utf-8"));

/** @param {string} name */
const load = async (name) => {
  const [, given, , , , packed] = input.files[`${name}.js`].split('"');
  if (given !== name) throw new Error(`${given} is not ${name}`);
  return new Uint8Array(inflateRawSync(Buffer.from(packed, "base64")));
};

const main = async () => {
  if (input.texts) {
    const lexicon = layer.open(new Reader(await load("lexicon")));
    return input.texts.map((/** @type {string} */ text) => {
      const plain = normal(text);
      return { normal: plain, simple: lexicon.simplified(plain), runs: runs(plain), terms: runs(plain).map(terms) };
    });
  }
  const engine = new Engine(load, async () => layer, input.widths);
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
