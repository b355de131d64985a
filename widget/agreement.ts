import type { SendOptions } from "../client/types.ts";
import type { HomeResponse } from "../protocol/api.ts";
import type { ConversationController } from "./controller.ts";
import type { Handed } from "./handed-lit.ts";
import { enConsent } from "./strings/en-consent.ts";
import { textPieces } from "./text-links.ts";
import type { ViewHost } from "./view-host.ts";

type Consent = HomeResponse["consent"];

/**
 * Where the tag says `consent="ask"`: the first message waits, in memory only, until the visitor has agreed to the owner's text. Every
 * message says to which text. When the owner changes it, the server refuses the next one, and the new text is asked about.
 */
export function askConsent(host: ViewHost, conversation: ConversationController, handed: Handed): void {
  const [html, nothing, , , , , , pending] = handed;
  const { client, storage, key } = conversation;
  const send = conversation.send.bind(conversation);
  let text: Consent | null | undefined = host.site?.consent;
  let asked: Promise<string | null> | undefined;

  async function load(): Promise<void> {
    text = undefined;
    host.requestUpdate();
    try {
      // Not the one that a cache holds: the owner may have changed it just now.
      const answer = await fetch(host.siteUrl("home"), { credentials: "omit", cache: "reload" });
      text = ((await answer.json()) as Partial<HomeResponse>).consent ?? null;
    } catch {
      text = null;
    }
    host.requestUpdate();
    focus();
  }

  function focus(): void {
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(".consent input")?.focus());
  }

  /** The version agreed to; null: the visitor does not want to. One question, however much waits for it. */
  function ask(): Promise<string | null> {
    asked ??= new Promise<string | null>((resolve) => {
      conversation.card = () => card(resolve);
      if (text) host.requestUpdate();
      else void load();
      focus();
    }).finally(() => {
      asked = undefined;
      conversation.card = undefined;
      host.requestUpdate();
    });
    return asked;
  }

  function card(resolve: (version: string | null) => void): unknown {
    const words = host.t.later ?? enConsent;
    const agree = (event: Event): void => {
      event.preventDefault();
      if (!text) return;
      storage.setItem(`${key}:consent`, text.version);
      resolve(text.version);
    };
    return html`<form class="card consent" aria-label=${words.beforeSending} @submit=${agree}>
      <h4>${words.beforeSending}</h4>
      ${
        text
          ? html`<p class="bubble" dir="auto">${textPieces(text.text).map(({ text: piece, href }) =>
              href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${piece}</a>` : piece,
            )}</p>
            <p><label><input type="checkbox" required /> ${words.iAgree}</label></p>`
          : pending(host.t, text, () => void load())
      }
      <p class="actions">
        ${text ? html`<button part="button" class="action">${host.t.sendIt}</button>` : nothing}
        <button type="button" part="button" class="action" @click=${() => resolve(null)}>${words.notNow}</button>
      </p>
    </form>`;
  }

  conversation.send = async (message, options, anew, upload) => {
    const consent = storage.getItem(`${key}:consent`) ?? (await ask());
    return consent === null ? null : send(message, { ...options, consent }, anew, upload);
  };

  function retry(): void {
    const refused = client.snapshot.pending.filter(({ code }) => code === "consent_required");
    if (!refused[0] || asked) return;
    storage.removeItem(`${key}:consent`);
    text = undefined;
    void ask().then((consent) => {
      for (const { clientId, text: message, choice, files } of refused) {
        client.discard(clientId);
        const options: SendOptions = { ...(choice && { choice }), ...(files && { files }) };
        if (consent) client.sendMessage(message, { ...options, consent });
        else host.fill(message);
      }
    });
  }
  client.subscribe(retry);
  retry();
}
