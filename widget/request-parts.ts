import { ClosingCard } from "./closing-card.ts";
import { ContactForm } from "./contact-form.ts";
import { type Handed, handOver } from "./handed-lit.ts";
import type { laterWords } from "./later-words.ts";
import { RequestBar } from "./request-bar.ts";
import { RequestRows } from "./request-rows.ts";
import { requestStyles } from "./request-styles.ts";
import { useWords } from "./request-words.ts";
import type { ViewHost } from "./view-host.ts";

export type RequestParts = ReturnType<typeof requestParts>;

/** What the panel shows once people answer. A file of its own: most visitors have their answer before that. */
export function requestParts(host: ViewHost, handed: Handed, words: typeof laterWords) {
  handOver(handed);
  useWords(words);
  host.renderRoot.adoptedStyleSheets.push(requestStyles);
  return {
    bar: new RequestBar(host),
    contact: new ContactForm(host),
    closing: new ClosingCard(host),
    list: new RequestRows(host),
  };
}
