import type { HomeResponse } from "../protocol/api.ts";
import type { Settings } from "./port.ts";
import { readHome } from "./site-api.ts";

type Host = { readonly settings: Settings; requestUpdate(): void };

/** Name and popular articles of the site, asked for when the panel opens. */
export class SiteHome {
  readonly #host: Host;
  /** undefined: on its way; null: failed. */
  answer: HomeResponse | null | undefined;
  #asked: Promise<HomeResponse> | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  get wasAsked(): boolean {
    return !!this.#asked;
  }

  load(): void {
    const asked = readHome(this.#host.settings);
    const show = (answer: HomeResponse | null | undefined): void => {
      // Another language or site was asked for meanwhile.
      if (asked !== this.#asked) return;
      this.answer = answer;
      this.#host.requestUpdate();
    };
    this.#asked = asked;
    show(undefined);
    // What cannot be drawn throws before it is.
    asked
      .then((answer) => {
        for (const { id, title } of [...answer.articles, ...answer.suggested]) id.at(title.length);
        show(answer);
      })
      .catch(() => show(null));
  }
}
