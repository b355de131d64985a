import type { ReactiveControllerHost } from "lit";
import type { ConversationController } from "./controller.ts";
import type { LauncherPort, Settings } from "./port.ts";
import { pageStorage, sessionKey } from "./session.ts";

interface Host extends ReactiveControllerHost {
  readonly settings: Settings;
  readonly port: LauncherPort;
  readonly showsChat: boolean;
}

/** The conversation with the client under it, in a file of its own that loads when there is or will be something to say. */
export class LaterConversation {
  /** undefined: not loaded. */
  controller: ConversationController | undefined;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** This browser has a conversation with the site, or a first message that never left it. */
  get isStored(): boolean {
    const storage = pageStorage();
    return !!(storage?.getItem(this.#key) ?? storage?.getItem(`${this.#key}:outbox`));
  }

  /** Rejects if the file can not be loaded. */
  async load(): Promise<ConversationController> {
    const { ConversationController } = await import("./controller.ts");
    return (this.controller ??= new ConversationController(this.#host, pageStorage(), this.#key));
  }

  /** Another server or site takes its place. */
  drop(): void {
    this.controller?.dispose();
    this.controller = undefined;
  }

  get #key(): string {
    return sessionKey(this.#host.settings.server, this.#host.settings.site);
  }
}
