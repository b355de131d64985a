import type { ReactiveController, ReactiveControllerHost } from "lit";
import { safeStorage } from "../client/safe-storage.ts";
import type { KeyValueStorage, SendOptions, Snapshot } from "../client/types.ts";
import { type VisitorClient, visitorConversation } from "../client/visitor.ts";
import { newsOf } from "./conversation-news.ts";
import { pageContext } from "./page-context.ts";
import type { LauncherPort, Settings } from "./port.ts";
import { countUnread, readSeen, writeSeen } from "./unread.ts";

interface Host extends ReactiveControllerHost {
  readonly settings: Settings;
  readonly port: LauncherPort;
  /** The visitor is looking at the conversation. */
  readonly showsChat: boolean;
}

/**
 * Owns the conversation of one panel: connects while the panel is in the page, counts what is unread, tells the page what
 * happens. Made at the first letter, or when the browser has a conversation.
 */
export class ConversationController implements ReactiveController {
  readonly client: VisitorClient;
  snapshot: Snapshot;
  unread = 0;
  readonly #host: Host;
  readonly #storage: KeyValueStorage;
  readonly #seenKey: string;
  readonly #unsubscribe: () => void;
  /** Last seq that was on the screen. -1: not read from the storage yet. */
  #seen = -1;

  /** `key`: see session.ts. */
  constructor(host: Host, storage: Storage | null, key: string) {
    this.#host = host;
    this.#storage = safeStorage(storage);
    this.#seenKey = `${key}:seen`;
    const { server, site } = host.settings;
    this.client = visitorConversation({ server, site, storage, context: () => pageContext(host.settings.lang) });
    this.snapshot = this.client.snapshot;
    this.#unsubscribe = this.client.subscribe(() => this.#changed(this.client.snapshot));
    host.addController(this);
  }

  hostConnected(): void {
    this.client.start();
  }

  hostDisconnected(): void {
    this.client.stop();
  }

  /** Another server or site takes its place; what is stored stays for its return. */
  dispose(): void {
    this.#unsubscribe();
    this.client.stop();
    this.#host.removeController(this);
  }

  /** `anew`: not as part of a request that is solved. */
  send(text: string, options?: SendOptions, anew?: boolean): void {
    if (anew && this.snapshot.conversation?.status === "solved") this.client.open(null);
    this.client.sendMessage(text, options);
  }

  /** The visitor is writing, or has stopped. */
  setTyping(on: boolean): void {
    if (this.#isHeard && this.snapshot.conversation?.agent) this.client.setTyping(on);
  }

  /** The visitor sees the end of the conversation. */
  setRead(): void {
    const { author } = this.snapshot.messages.public.at(-1) ?? {};
    if (this.#isHeard && author?.kind !== "visitor" && document.visibilityState === "visible") this.client.setRead();
  }

  /** Somebody is there who would want to know. The bot does not, and each sign wakes the server. */
  get #isHeard(): boolean {
    return this.#host.showsChat && this.snapshot.conversation?.floor === "human";
  }

  hostUpdate(): void {
    const { conversation, messages } = this.snapshot;
    if (!conversation) return;
    const last = messages.public.at(-1)?.seq ?? 0;
    if (this.#seen < 0) this.#seen = readSeen(this.#storage.getItem(this.#seenKey), conversation.id);
    if (this.#host.showsChat && last > this.#seen) {
      this.#seen = last;
      this.#storage.setItem(this.#seenKey, writeSeen({ conversation: conversation.id, seq: last }));
    }
    const unread = countUnread(messages.public, this.#seen);
    if (unread === this.unread) return;
    this.unread = unread;
    this.#host.port.emit("support-unread", { count: unread });
  }

  #changed(next: Snapshot): void {
    const { port } = this.#host;
    const before = this.snapshot;
    this.snapshot = next;
    // After `forget` or a session that ended, another conversation begins.
    if (before.conversation?.id !== next.conversation?.id) this.#seen = -1;
    if (next.refusal && next.refusal !== before.refusal) port.emit("support-error", { code: next.refusal });
    const { escalated, ticketNumber, status } = newsOf(before.conversation, next.conversation);
    if (escalated) port.emit("support-escalated");
    if (ticketNumber) port.emit("support-ticket", { number: ticketNumber });
    if (status) port.emit("support-status", { status });
    this.#host.requestUpdate();
  }
}
