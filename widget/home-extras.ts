import type { HomeResponse, WayLink } from "../protocol/api.ts";
import { html, list, nothing } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import type { People } from "./people.ts";
import { safeHref } from "./safe-href.ts";
import type { View, ViewHost } from "./view-host.ts";

/** What the home view has besides articles: the visitor's own requests, and the owner's other ways. */
export class HomeExtras implements View {
  readonly #host: ViewHost;
  readonly #people: People;

  constructor(host: ViewHost, people: People) {
    this.#host = host;
    this.#people = people;
  }

  open(): void {
    const update = (): void => this.#host.requestUpdate();
    // What is known of them is shown meanwhile, and stays if the server does not answer.
    this.#host.conversation?.client.refreshRequests().then(update, update);
    if (this.#host.hasStored) this.#people.load();
  }

  /** The panel draws the home view itself. */
  content(): unknown {
    return nothing;
  }

  requests(): unknown {
    const { hasStored } = this.#host;
    return hasStored ? this.#people.parts?.list.content() : nothing;
  }

  ways({ ways, help, articles }: HomeResponse): unknown {
    const words = laterWords(this.#host);
    return html`<p>${articles.length ? link(new URL(help, this.#host.settings.server).href, words.allArticles, "link") : nothing}</p>
      ${list(words.otherWays, ways.map(wayLink))}`;
  }
}

function wayLink({ label, href, hours }: WayLink): unknown {
  return link(href, html`<bdi>${label}</bdi> <span class="note" dir="auto">${hours}</span>`, "row");
}

function link(href: string, content: unknown, kind: string): unknown {
  const safe = safeHref(href);
  return safe ? html`<a class=${kind} href=${safe} target="_blank" rel="noopener">${content}</a>` : nothing;
}
