import { en, type Strings } from "./strings/en.ts";
import { loadStrings, stringsNow } from "./strings/load.ts";

/** The words of the page's language; a change keeps the old ones until the new ones are here. */
export class Words {
  readonly #host: { requestUpdate(): void };
  /** undefined: the first ones are on their way. */
  known: Strings | undefined;
  #lang: string | undefined;

  constructor(host: { requestUpdate(): void }) {
    this.#host = host;
  }

  get now(): Strings {
    return this.known ?? en;
  }

  use(lang: string): void {
    this.#lang = lang;
    this.known = stringsNow(lang) ?? this.known;
    const show = (words: Strings): void => {
      if (lang !== this.#lang || words === this.known) return;
      this.known = words;
      this.#host.requestUpdate();
    };
    // Without its file a language falls back to English.
    loadStrings(lang).then(show, () => show(en));
  }
}
