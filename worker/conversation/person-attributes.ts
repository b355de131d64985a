import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { visitor } from "../objects.ts";
import { withinTime } from "../within-time.ts";
import type { Attachment } from "./attachment.ts";
import type { HeldAttributes } from "./person.ts";
import type { ConversationState } from "./state.ts";

/** How long the Visitor may take, in ms: a message waits for it. Without an answer it goes on without, and asks again after a while. */
const ASK_LIMIT_MS = 2_000;
const ASK_AGAIN_MS = 10_000;

/**
 * What a person's site says of them beside name and e-mail: too much for a token in a header and a socket's attachment of 2 KiB, so these
 * carry a digest, and the person's Visitor is asked where it is another one than the state's.
 */
export class PersonAttributes {
  readonly #env: Env;
  /** The last answer, and to which digest: an older token than the newest identity must not ask at every message. */
  #asked: { digest: string; held: HeldAttributes | null; at: number } | null = null;

  constructor(env: Env) {
    this.#env = env;
  }

  /** Before a turn. null: nothing to ask, or no answer now. Never throws. */
  async before(now: number, state: ConversationState, peer: Attachment["peer"]): Promise<HeldAttributes | null> {
    if (peer.role !== "visitor" || !peer.person || peer.attributes === undefined) return null;
    const { person, attributes: digest } = peer;
    if (digest === state.attributesDigest || (state.person && state.person.id !== person.id)) return null;
    const asked = this.#asked;
    if (asked?.digest === digest && (asked.held || Math.abs(now - asked.at) < ASK_AGAIN_MS)) return asked.held;
    const held = await this.#ask(state, person.id);
    this.#asked = { digest, held, at: now };
    return held;
  }

  async #ask({ siteId }: ConversationState, person: string): Promise<HeldAttributes | null> {
    try {
      const asked = visitor(this.#env, siteId, person).attributes();
      return await withinTime(asked, ASK_LIMIT_MS, "the Visitor has not answered");
    } catch (error) {
      log("error", "attributes_unavailable", { error: errorText(error) });
      return null;
    }
  }
}
