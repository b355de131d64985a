import type { Tools } from "../client/identity.ts";
import { erased, heldConversations, type Receipts } from "./erasing.ts";
import type { Handed } from "./handed-lit.ts";
import { removeKept } from "./leave.ts";
import { enErase } from "./strings/en-erase.ts";
import type { ViewHost } from "./view-host.ts";

/**
 * Asks what "delete my data" will delete, does it, and shows the receipt, whose time is written as in `locale`. Returns how to draw it,
 * until it is over: then `done` is called.
 */
export function eraser(host: ViewHost, handed: Handed, tools: Tools, locale: string, done: () => void): () => unknown {
  const [html, nothing, , linkButton, actionButton] = handed;
  let state: "asking" | "erasing" | "erased" = "asking";
  const receipts: Receipts = new Map();
  let gone = 0;
  let left = 0;
  let copied = false;

  const whose = () => {
    const { conversation, settings } = host;
    return conversation && { ...settings, storage: conversation.storage, key: conversation.key };
  };

  async function erase(): Promise<void> {
    const of = whose();
    // Another visitor's may take its place until the answer.
    const { conversation } = host;
    if (!of || state === "erasing") return;
    state = "erasing";
    redraw();
    const answer = await erased(of, tools, receipts);
    gone += answer.gone;
    left = answer.left;
    state = left ? "asking" : "erased";
    if (!left) {
      conversation?.client.forget();
      removeKept(of.key, /^(:|$)/);
    }
    redraw();
  }

  function redraw(): void {
    // The button that was pressed goes away.
    host.rest();
    host.requestUpdate();
  }

  function receiptText(): string {
    const names = (host.t.later ?? enErase).receiptNames.split("|");
    const all = [...receipts.values()];
    const sum = (of: "messages" | "files") => all.reduce((total, receipt) => total + receipt[of], 0);
    const at = new Date(Math.max(...all.map(({ erasedAt }) => erasedAt))).toLocaleString(locale);
    const numbers = all.flatMap(({ request }) => request ?? []);
    const values = [at, receipts.size, sum("messages"), sum("files"), numbers.join(", ")];
    return names.flatMap((name, i) => (values[i] === "" ? [] : `${name}: ${values[i]}`)).join("\n");
  }

  async function copy(): Promise<void> {
    // Not there on plain http, or forbidden: the text can be selected.
    copied = await (navigator.clipboard?.writeText(receiptText()) ?? Promise.reject()).then(
      () => true,
      () => false,
    );
    host.requestUpdate();
  }

  return () => {
    const words = host.t.later ?? enErase;
    const of = whose();
    const count = of ? heldConversations(of, tools).length : 0;
    return html`<section class="card" aria-label=${words.eraseTitle}>
      ${
        receipts.size
          ? html`<p role="status">${left ? nothing : words.isErased}</p><p class="bubble receipt">${receiptText()}</p>
            ${linkButton(words.copyReceipt, () => void copy())} <span role="status">${copied ? words.receiptCopied : nothing}</span>`
          : nothing
      }
      ${left ? html`<p class="error" role="alert">${words.notErased(left)} ${linkButton(host.t.retry, () => void erase())}</p>` : nothing}
      ${
        state === "erasing"
          ? html`<p role="status">${words.isErasing}</p>`
          : state === "erased"
            ? html`<p role="status">${gone ? words.erasedHere(gone) : nothing}</p><p class="actions">${actionButton(host.t.closePanel, done)}</p>`
            : html`${left ? nothing : html`<h4>${words.eraseTitle}</h4><p>${words.eraseWhat(Math.max(count, 1))}</p>`}
                <p class="actions">${left ? nothing : actionButton(words.eraseThis, () => void erase())} ${actionButton(words.keepThis, done)}</p>`
      }
    </section>`;
  };
}
