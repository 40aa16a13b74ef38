/* What our scripts share on `window.jidi`, and the shapes that walk between them. */

/** A query. `literal`: only what is written; `facets`: one of the values of each. */
interface JidiQuery {
  text: string;
  facets?: Record<string, string[]>;
  sort?: "relevance" | "newest";
  from?: number;
  size?: number;
  literal?: boolean;
}

/** A page that was found, as its card shows it. `files`: type and how many; `state`: a word, and whether it was called off. */
interface JidiCard {
  title: string;
  address: string;
  day: string;
  what: string[];
  base: string;
  licence: string;
  adopters: number;
  files: [string, number][];
  state: [] | [string, boolean];
  id: string;
}

/** What the words were taken to mean. */
interface JidiUnderstood {
  said: string;
  meant: string;
  how: string;
  others?: string[];
}

interface JidiAnswer {
  total: number;
  cards: JidiCard[];
  understood: JidiUnderstood | null;
  marks: string[];
  lifted: unknown[];
  ms: number;
}

interface JidiFacet {
  id: string;
  name: string;
  lift: string;
  size: number;
  words: string[][];
}

/** How many shards of the head, the body, and of the phrases by letters and by syllables, as powers of two. */
type JidiWidths = [number, number, number, number];

interface JidiManifest {
  count: number;
  chunk: number;
  widths: JidiWidths;
  simple: Map<string, string>;
  facets: JidiFacet[];
  lifts: Map<string, JidiLifted>;
}

/** What a page can tell before it has read anything of the index: the words of facets; how common characters sound. */
interface JidiKnown {
  facets: Pick<JidiFacet, "id" | "lift" | "words">[];
  sounds: string;
  widths: JidiWidths;
}

/** A phrase: in how many documents, the first of those whose topic it is, and of the others. */
interface JidiPhrase {
  count: number;
  topics: number[];
  others: number[];
}

/** A word of a query that names a facet. */
interface JidiLifted {
  facet: string;
  value: string;
  word: string;
  hard: boolean;
}

interface JidiPlan {
  words: string[];
  lifted: JidiLifted[];
  leads: string[];
  unsure: string[];
}

/** Documents that a query means; `docs` null: all of them. */
interface JidiRead {
  docs: Int32Array | null;
  tiers: Int32Array[] | null;
  understood: JidiUnderstood | null;
  marks: string[];
  lifted?: unknown[];
  weak?: boolean;
  ordered?: boolean;
}

interface JidiGuess {
  text: string;
  cost: number;
  count: number;
  weight: number;
  how: string;
  topics: number[];
  others: number[];
}

interface JidiColumn {
  values: string[];
}

interface JidiEngine {
  manifest(): Promise<JidiManifest>;
  column(id: string): Promise<JidiColumn>;
  search(query: JidiQuery): Promise<JidiAnswer>;
  counts(id: string): Promise<Record<string, number>>;
}

type JidiEngineMaker = new (load: (name: string) => Promise<Uint8Array>, widths: JidiWidths, known?: JidiKnown) => JidiEngine;

/** What the page that finds is asked for; its address says the same. */
interface JidiState {
  q: string;
  kind: string;
  facets: Record<string, string[]>;
  sort: string;
  exact: boolean;
  n: number;
}

/** What find.js gives to a page's own script. */
interface JidiFind {
  put(name: string, stamp: string, packed: string): void;
  ask<T>(work: (engine: JidiEngine) => Promise<T>): Promise<T>;
  start(version?: string): Promise<JidiEngine>;
  engine(): Promise<JidiEngine> | null;
  warm(): Promise<unknown>;
  words(text: string): string;
  follow(input: HTMLInputElement, typed: () => void): () => void;
  places(text: string, words: string[]): [number, number][];
  node<K extends keyof HTMLElementTagNameMap>(tag: K, name?: string, ...inside: (Node | string)[]): HTMLElementTagNameMap[K];
  item(card: JidiCard, marks: string[]): HTMLLIElement;
  FAILED: string;
}

/** What is fetched later: there only after it came. */
interface JidiLater {
  Engine?: JidiEngineMaker;
  known?: JidiKnown;
  inflate?: (packed: Uint8Array) => Uint8Array;
}

/** A choice of colours as the theme's script keeps it. */
interface JidiPalette {
  color?: Record<string, string>;
}

/** What frame.js gives to the theme's script, which keeps a reader's choices under the path of the site. */
interface Window {
  jidi: Partial<JidiFind & JidiLater>;
  __md_scope: URL;
  __md_get(key: string, store?: Storage, at?: URL): JidiPalette | null;
  __md_set(key: string, value: unknown, store?: Storage, at?: URL): void;
}

declare const jidi: JidiFind & JidiLater;
declare let module: { exports: unknown };
