import type { Chance } from "./chance.ts";

/** Questions that are meant to hurt (section D of the list of abuse cases): name → text. `common`: words that many articles hold. */
export function hostile(common: readonly string[], chance: Chance): Record<string, string> {
  const misspelt = (word: string): string => `${word.slice(0, 3)}${chance.of([..."qzщъ"])}${word.slice(3)}xq`;
  const fill = (length: number, next: () => string): string => {
    let text = "";
    while (text.length < length) text += `${next()} `;
    return text.slice(0, length);
  };
  let at = 0;
  const each = (): string => common[at++ % common.length] ?? "";
  return {
    "10 000 characters of known words": fill(10_000, () => chance.of(common)),
    "1 000 most frequent terms": Array.from({ length: 1_000 }, each).join(" "),
    "1 000 misspelt words": Array.from({ length: 1_000 }, () => misspelt(chance.of(common))).join(" "),
    "1 000 words nobody knows": Array.from({ length: 1_000 }, () => chance.next().toString(36).slice(2, 12)).join(" "),
    "10 000 letters without a space": "a".repeat(10_000),
    "long words of 40 letters": Array.from({ length: 24 }, () => chance.of(common).repeat(8).slice(0, 40)).join(" "),
    "one letter": "a",
    "two letters": (common[0] ?? "").slice(0, 2),
    "one letter, a thousand times": "a ".repeat(1_000),
    "regular expression": `${"(a+)+".repeat(200)}$ [^\\]*{1,9999} .*?(?=x)`,
    "SQL and markup": `'; DROP TABLE articles; -- <script>"&amp;%00 ${"../".repeat(300)}`,
    "lone surrogates": "\ud800 \udc00a\ud83d ".repeat(500),
    __proto__: "__proto__ constructor toString hasOwnProperty ".repeat(100),
    "only stop words": "the of and и в на как ".repeat(140),
    "only emoji": "😀👩‍👩‍👧".repeat(400),
    "combining marks": `a${"\u0301".repeat(9_000)}`,
    "Chinese without an end": "退款流程发票".repeat(1_600),
    "the other keyboard, 1 000 words": Array.from({ length: 1_000 }, () => `gfhjkm${chance.below(99)}`).join(" "),
    nothing: "",
  };
}
