import type { Block } from "../../../protocol/article.ts";
import type { StoredArticle } from "../stored-article.ts";
import { type Numbers, narrow, packArrays, unpackArrays } from "./packed-arrays.ts";
import { packStrings, SortedStrings } from "./sorted-strings.ts";

/** Articles by id, in the order of ids. */
export type Articles = {
  readonly size: number;
  has(id: string): boolean;
  /** Made anew at each call; its body is read when it is looked at. */
  get(id: string): StoredArticle | undefined;
  keys(): Iterable<string>;
  values(): Iterable<StoredArticle>;
};

const ARRAYS = 6;

/** Texts one behind the other in UTF-8. */
function packTexts(texts: readonly string[]): [bytes: Uint8Array, ends: Numbers] {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  const ends = parts.map((part) => {
    bytes.set(part, at);
    at += part.length;
    return at;
  });
  return [bytes, narrow(ends)];
}

/** `articles` in the order of ids. */
export function packArticles(articles: readonly StoredArticle[]): Uint8Array {
  const heads = articles.map((article) => JSON.stringify({ ...article, id: undefined, body: undefined }));
  const bodies = articles.map(({ body }) => JSON.stringify(body));
  return packArrays([...packStrings(articles.map(({ id }) => id)), ...packTexts(heads), ...packTexts(bodies)]);
}

/**
 * Nothing is parsed at load: 10 000 articles are 10 MB of JSON, 100 ms and 40 MB of objects, and a question shows one of them. Titles and
 * the other short parts lie apart from the bodies, so that a list of hits costs microseconds.
 */
export function openArticles(bytes: Uint8Array): { articles: Articles; ids: SortedStrings } {
  const [idUnits, idEnds, heads, headEnds, bodies, bodyEnds] = unpackArrays(bytes, ARRAYS) as [
    Numbers,
    Numbers,
    Uint8Array,
    Numbers,
    Uint8Array,
    Numbers,
  ];
  const ids = new SortedStrings(idUnits, idEnds);
  if (headEnds.length !== ids.size || bodyEnds.length !== ids.size) throw new RangeError("articles of several counts");
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const json = (texts: Uint8Array, ends: Numbers, place: number): unknown =>
    JSON.parse(decoder.decode(texts.subarray(place === 0 ? 0 : ends[place - 1], ends[place])));

  const at = (place: number): StoredArticle => {
    let body: Block[] | undefined;
    return {
      id: ids.at(place),
      ...(json(heads, headEnds, place) as Omit<StoredArticle, "id" | "body">),
      get body() {
        body ??= json(bodies, bodyEnds, place) as Block[];
        return body;
      },
    };
  };
  const articles: Articles = {
    size: ids.size,
    has: (id) => ids.find(id) >= 0,
    get: (id) => {
      const place = ids.find(id);
      return place < 0 ? undefined : at(place);
    },
    *keys() {
      for (let place = 0; place < ids.size; place++) yield ids.at(place);
    },
    *values() {
      for (let place = 0; place < ids.size; place++) yield at(place);
    },
  };
  return { articles, ids };
}
