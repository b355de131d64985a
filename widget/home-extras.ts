import { tools } from "../client/visitor.ts";
import type { HomeResponse, WayLink } from "../protocol/api.ts";
import { handed, html, linkButton, list, nothing } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import type { People } from "./people.ts";
import { safeHref } from "./safe-href.ts";
import { timeLocale } from "./time-locale.ts";
import type { View, ViewHost } from "./view-host.ts";

/** What the home view has besides articles: the visitor's own requests, and the owner's other ways. */
export class HomeExtras implements View {
  readonly #host: ViewHost;
  readonly #people: People;
  /** Draws the deletion of the visitor's data, while that is on. */
  #eraser: (() => unknown) | undefined;

  constructor(host: ViewHost, people: People) {
    this.#host = host;
    this.#people = people;
  }

  open(): void {
    const { hasStored, settings } = this.#host;
    // Somebody whom the site knows may have requests that this browser has never seen.
    if (hasStored || settings.userToken) this.#people.load((parts) => void this.#host.prepare().then(parts.refresh));
  }

  /** The receipt of somebody else is nobody's business. */
  forget(): void {
    this.#eraser = undefined;
  }

  /** The panel draws the home view itself. */
  content(): unknown {
    return nothing;
  }

  requests(): unknown {
    const { hasStored } = this.#host;
    return hasStored ? this.#people.parts?.list.content() : nothing;
  }

  /** Over hits that are not the server's. */
  known(isLocal: boolean | undefined): unknown {
    return isLocal ? html`<p class="note" role="status">${laterWords(this.#host).isOffline}</p>` : nothing;
  }

  ways({ ways, help, articles }: HomeResponse): unknown {
    const { hasStored, conversation } = this.#host;
    const words = laterWords(this.#host);
    return html`<p>${articles.length ? link(this.#host.settings.server + help, words.allArticles, "link") : nothing}</p>
      ${list(words.otherWays, [ways].flat().map(wayLink))}
      ${this.#eraser?.() ?? (hasStored || conversation?.client.hasSession() ? linkButton(words.deleteData, () => void this.#erase()) : nothing)}`;
  }

  /** Where its file does not load, the next press tries again. */
  async #erase(): Promise<void> {
    const { eraser } = await import("./erase.ts").catch(() => ({ eraser: undefined }));
    if (!eraser) return;
    void this.#host.prepare();
    this.#eraser = eraser(this.#host, handed, tools, timeLocale(this.#host.t.lang, navigator.language), () => {
      this.#eraser = undefined;
      this.#host.rest();
      this.#host.requestUpdate();
    });
    this.#host.rest();
    this.#host.requestUpdate();
  }
}

function wayLink(way: WayLink): unknown {
  // Of a server gone mad anything may come.
  const { label, href, hours } = Object(way) as WayLink;
  return link(href, html`<bdi>${label}</bdi> <span class="note" dir="auto">${hours}</span>`, "row");
}

function link(href: string, content: unknown, kind: string): unknown {
  const safe = safeHref(href);
  return safe ? html`<a class=${kind} href=${safe} target="_blank" rel="noopener">${content}</a>` : nothing;
}
