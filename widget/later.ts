import type { ConversationController } from "./controller.ts";
import type { LaterParts } from "./later-parts.ts";
import { isStored, placeOf } from "./session.ts";
import { handed } from "./shapes.ts";
import type { ViewHost } from "./view-host.ts";

/** What is fetched once the panel is open; see later-parts.ts. */
export class Later {
  parts: LaterParts | undefined;
  readonly #host: ViewHost;

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** undefined: not needed yet. */
  get conversation(): ConversationController | undefined {
    return this.parts?.talk.conversation;
  }

  get isStored(): boolean {
    return isStored(this.#host.settings);
  }

  /** Rejects if the file cannot be loaded. */
  async load(): Promise<LaterParts> {
    const { laterParts } = await import("./later-parts.ts");
    return (this.parts ??= laterParts(this.#host, handed, placeOf));
  }

  /** Makes the conversation, which connects if there is something to connect to. */
  async talk(): Promise<ConversationController> {
    return (await this.load()).talk.make();
  }

  /** Another server, site or visitor takes its place. */
  drop(): void {
    const had = this.conversation;
    this.parts?.talk.drop();
    // Where nothing is stored, what was said is still known to this page.
    if (had) void this.#host.prepare();
  }
}
