import type { HomeResponse, WayLink } from "../protocol/api.ts";
import { html, list, nothing, rowButton } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import { safeHref } from "./safe-href.ts";
import type { View, ViewHost } from "./view-host.ts";

/** What the home view has besides articles: the visitor's own requests, and the owner's other ways. */
export class HomeExtras implements View {
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  open(): void {
    const update = (): void => this.#host.requestUpdate();
    // What is known of them is shown meanwhile, and stays if the server does not answer.
    this.#host.conversation?.client.refreshRequests().then(update, update);
  }

  /** The panel draws the home view itself. */
  content(): unknown {
    return nothing;
  }

  requests(): unknown {
    const { conversation } = this.#host;
    const words = laterWords(this.#host);
    const requests = conversation?.client.requests() ?? [];
    const { messages, conversation: view } = conversation?.snapshot ?? {};
    const go = (id?: string): void => {
      if (id && id !== view?.id) conversation?.client.open(id);
      this.#host.go("chat");
    };
    // The present conversation, as long as it is not among the requests.
    const loose = messages?.public.length && !requests.some(({ conversationId }) => conversationId === view?.id);
    return html`${loose ? rowButton(html`<b>${words.yourTalk}</b>`, () => go(), "card") : nothing}
    ${list(
      words.myRequests,
      requests.map(({ conversationId, number, status, subject, unsent }) =>
        rowButton(
          html`<b>${words.requestNumber(number)}</b> · ${words[status]} <span class="note cut" dir="auto">${subject}</span>
            ${unsent ? html`<span class="error">${words.waitUnsent(unsent)}</span>` : nothing}`,
          () => go(conversationId),
          "card",
        ),
      ),
    )}`;
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
