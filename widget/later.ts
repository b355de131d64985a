import type { ConversationController } from "./controller.ts";
import type { LaterParts } from "./later-parts.ts";
import { pageStorage, sessionKey } from "./session.ts";
import { handed } from "./shapes.ts";
import type { ViewHost } from "./view-host.ts";

/** What is fetched once the panel is open; see later-parts.ts. */
export class Later {
  parts: LaterParts | undefined;
  /** undefined: not needed yet. */
  conversation: ConversationController | undefined;
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** This browser has conversations with the site, or a first message that never left it. */
  get isStored(): boolean {
    const storage = this.#storage;
    return ["", ":outbox", ":requests"].some((end) => storage?.getItem(this.#key + end));
  }

  /** Rejects if the file cannot be loaded. */
  async load(): Promise<LaterParts> {
    const { laterParts } = await import("./later-parts.ts");
    return (this.parts ??= laterParts(this.#host, handed));
  }

  /** Makes the conversation, which connects if there is something to connect to. */
  async talk(): Promise<ConversationController> {
    const parts = await this.load();
    return (this.conversation ??= parts.talk(this.#storage, this.#key));
  }

  /** Another server or site takes its place. */
  drop(): void {
    this.conversation?.dispose();
    this.conversation = undefined;
  }

  /** Nothing of what this browser has kept for the site stays. */
  async forget(): Promise<void> {
    (await this.talk()).client.forget();
    this.drop();
  }

  get #storage(): Storage | null {
    return pageStorage(this.#host.settings);
  }

  get #key(): string {
    return sessionKey(this.#host.settings);
  }
}
