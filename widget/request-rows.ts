import { knownRequests } from "../client/known-requests.ts";
import { html, list, nothing, rowButton } from "./handed-lit.ts";
import { requestWords } from "./request-words.ts";
import type { ViewHost } from "./view-host.ts";

/** The visitor's own requests, on the home view. */
export class RequestRows {
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  content(): unknown {
    const { conversation } = this.#host;
    const words = requestWords(this.#host);
    const requests = conversation ? knownRequests(conversation.client) : [];
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
}
