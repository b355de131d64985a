import type { HomeResponse } from "../protocol/api.ts";
import type { ConversationController } from "./controller.ts";
import type { Handed } from "./handed-lit.ts";
import { enConsent } from "./strings/en-consent.ts";
import type { textPieces } from "./text-links.ts";
import type { ViewHost } from "./view-host.ts";

type Consent = HomeResponse["consent"];

/**
 * Where the tag says `consent="ask"`: the first message waits, in memory only, until the visitor has agreed to the owner's text. Every
 * message says to which text. When the owner changes it, the server refuses the next one, and the new text is asked about. `pieces`: handed
 * over, as it is part of another file.
 */
export function askConsent(
  host: ViewHost,
  conversation: ConversationController,
  handed: Handed,
  pieces: typeof textPieces,
): void {
  const [html, , , , , , , pending] = handed;
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
      void conversation.ended.then(() => resolve(null));
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
      <p class="head"><bdi>${words.beforeSending}</bdi></p>
      ${
        text
          ? html`<p id="consent" class="bubble" dir="auto">${pieces(text.text).map(({ text: piece, href }) =>
              href ? html`<a href=${href} target="_blank" rel="noopener noreferrer">${piece}</a>` : piece,
            )}</p>
            <p class="actions"><label><input type="checkbox" required aria-describedby="consent" /> ${words.iAgree}</label></p>`
          : pending(host.t, text, () => void load())
      }
      <p class="actions">
        ${text && html`<button part="button" class="action">${host.t.sendIt}</button>`}
        <button type="button" part="button" class="action" @click=${() => resolve(null)}>${words.notNow}</button>
      </p>
    </form>`;
  }

  conversation.send = async (message, options, anew, upload) => {
    const consent = storage.getItem(`${key}:consent`) ?? (await ask());
    return consent === null ? null : send(message, { ...options, consent }, anew, upload);
  };

  let isTaking = false;
  const refusedNow = () => client.snapshot.pending.filter(({ code }) => code === "consent_required");

  function retry(): void {
    if (asked || isTaking || !refusedNow()[0]) return;
    storage.removeItem(`${key}:consent`);
    text = undefined;
    void ask().then((consent) => {
      // The field is another visitor's by now; what is stored stays.
      if (host.conversation !== conversation) return;
      // Also those that were refused meanwhile. Each that goes is a change, which comes here again.
      const refused = refusedNow();
      isTaking = true;
      for (const { clientId } of refused) client.discard(clientId);
      isTaking = false;
      if (!consent) {
        // The oldest first, as they were written.
        const words = refused.flatMap((one) => one.text || []).join("\n");
        if (words) host.fill(words);
        return host.files?.takeBack(refused.flatMap(({ files }) => files ?? []));
      }
      for (const { text: message, choice, files } of refused)
        client.sendMessage(message, { ...(choice && { choice }), ...(files && { files }), consent });
    });
  }

  client.subscribe(retry);
  retry();
}
