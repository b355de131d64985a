import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Identity } from "../client/identity.ts";
import { safeStorage } from "../client/safe-storage.ts";
import type { KeyValueStorage, SendOptions, Snapshot } from "../client/types.ts";
import { type VisitorClient, visitorConversation } from "../client/visitor.ts";
import type { PageContext } from "../protocol/frames.ts";
import type { Upload } from "./attached-files.ts";
import { tellPage } from "./conversation-news.ts";
import { html } from "./handed-lit.ts";
import type { News } from "./news.ts";
import { pageContext } from "./page-context.ts";
import type { LauncherPort, Settings } from "./port.ts";
import type { Strings } from "./strings/en.ts";
import { countUnread, readSeen, writeSeen } from "./unread.ts";

interface Host extends ReactiveControllerHost {
  readonly settings: Settings;
  readonly port: LauncherPort;
  readonly t: Strings;
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
  /** Never throws. */
  readonly storage: KeyValueStorage;
  readonly key: string;
  /** What must be said or asked before the talk goes on: drawn behind the messages. */
  card: (() => unknown) | undefined;
  readonly #unsubscribe: () => void;
  #end = (): void => {};
  /** It is nobody's any more: whoever waits for the visitor waits no longer. */
  readonly ended = new Promise<void>((resolve) => (this.#end = resolve));
  #news: News | undefined;
  #isOver = false;
  /** Last seq that was on the screen. -1: not read from the storage yet. */
  #seen = -1;

  /** `key`: see session.ts. `identity`: of a visitor whom the page has signed. */
  constructor(host: Host, storage: KeyValueStorage | null, key: string, identity?: Identity) {
    this.#host = host;
    this.storage = safeStorage(storage);
    this.key = key;
    const { server, site } = host.settings;
    const context = (): PageContext => pageContext(host.settings.lang, host.port.host.context);
    this.client = visitorConversation({ server, site, storage: this.storage, context, ...(identity && { identity }) });
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
    this.#isOver = true;
    this.#end();
    this.#news?.end();
    this.#unsubscribe();
    this.client.stop();
    this.#host.removeController(this);
  }

  /** `anew`: not as part of a request that is solved. null: a file could not be sent, and nothing was. */
  async send(text: string, options?: SendOptions, anew?: boolean, upload?: Upload): Promise<true | null> {
    this.card = undefined;
    if (anew && this.snapshot.conversation?.status === "solved") this.client.open(null);
    // As many digits as a card's number has.
    const said = /(\p{Nd}.?){13}/u.test(text) ? (await import("./mask.ts")).masked(text, this, this.#host, html) : text;
    const files = await upload?.(this.client);
    if (files === null) return null;
    this.client.sendMessage(said, { ...options, ...(files?.[0] && { files }) });
    return true;
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
    if (this.#seen < 0) this.#seen = readSeen(this.storage.getItem(`${this.key}:seen`), conversation.id);
    // A page in the back shows nobody anything.
    if (this.#host.showsChat && !document.hidden && last > this.#seen) {
      this.#seen = last;
      this.storage.setItem(`${this.key}:seen`, writeSeen({ conversation: conversation.id, seq: last }));
    }
    const unread = countUnread(messages.public, this.#seen);
    if (unread === this.unread) return;
    void this.#announce(unread, unread > this.unread);
    this.unread = unread;
    this.#host.port.emit("support-unread", { count: unread });
  }

  /** Outside the panel: see news.ts. Where its file does not load, badge and event are all there is. */
  async #announce(count: number, isMore: boolean): Promise<void> {
    const last = this.snapshot.messages.public.at(-1);
    const file = await import("./news.ts").catch(() => null);
    if (this.#isOver) return;
    this.#news ??= file?.newsFor(this, this.#host);
    this.#news?.count(count);
    if (isMore && last && last.seq > this.snapshot.since) void this.#news?.tell(last);
  }

  #changed(next: Snapshot): void {
    const { port } = this.#host;
    const before = this.snapshot;
    this.snapshot = next;
    // After `forget` or a session that ended, another conversation begins.
    if (before.conversation?.id !== next.conversation?.id) this.#seen = -1;
    if (next.refusal && next.refusal !== before.refusal) port.emit("support-error", { code: next.refusal });
    tellPage(before, next, port.emit);
    this.#host.requestUpdate();
  }
}
