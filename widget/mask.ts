import { maskCardNumbers } from "../protocol/card-numbers.ts";
import type { ConversationController } from "./controller.ts";
import type { html as Html } from "./handed-lit.ts";
import type { Strings } from "./strings/en.ts";
import { enMask } from "./strings/en-mask.ts";

/** The text without card numbers: hidden here, they are never stored and never sent. The visitor is told, until the next message. */
export function masked(
  text: string,
  conversation: ConversationController,
  host: { readonly t: Strings },
  html: typeof Html,
): string {
  const safe = maskCardNumbers(text);
  const card = () => html`<p class="note" role="status">${(host.t.later ?? enMask).cardHidden}</p>`;
  if (safe !== text) conversation.card = card;
  return safe;
}
