/** What a stubbed back end answers; null: 404. */
export type Answer = { type: string; body: string | Buffer } | null;

/** One widget on the bench, or a floor. Selectors pierce shadow roots with ` >>> `. */
export type Contestant = {
  id: string;
  /** As the table calls it, with the version. */
  name: string;
  kind: "ours" | "floor" | "chat" | "search";
  /** What a page owner puts at the end of the page's body. */
  snippet: string;
  /** Code that stands in the page itself: counted as brotli bytes of its own. */
  inlined?: string;
  /** What the visitor clicks; for a widget that lies open in the page, the field. */
  launcher: string;
  field: string;
  /** `path` with its query, without the origin. Files and stubs alike. */
  answer: (path: string) => Answer;
  /** What was stubbed, for the notes. */
  stubbed: string;
};

export const JS = "text/javascript; charset=utf-8";
export const CSS = "text/css; charset=utf-8";
export const JSON_TYPE = "application/json";

/** The same page for all: text, no picture, no request of its own. */
export function hostPage({ snippet }: Pick<Contestant, "snippet">): string {
  const words = "A page of ordinary length with headings and paragraphs, as shops and manuals have them. ".repeat(5);
  const text = Array.from({ length: 20 }, (_, i) => `<h2>Part ${i + 1}</h2><p>${words}</p>`).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Shop</title><link rel="icon" href="data:,"><style>body{max-width:60ch;margin:2em auto;font:16px/1.5 serif}</style></head><body><h1>Shop</h1>
${text}
${snippet}</body></html>`;
}
