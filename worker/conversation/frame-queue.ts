import { FRAMES_WAITING_MAX } from "../../protocol/limits.ts";
import type { Attachment } from "./attachment.ts";

/** Frames of all sockets, one after the other: what comes while settings and knowledge base load waits and keeps its order. */
export class FrameQueue {
  #tail: Promise<void> = Promise.resolve();
  /** For each side, so that a visitor's flood does not refuse the agents. */
  readonly #waiting = { visitor: 0, agent: 0 };

  /** False: too many of this side wait already, the work is not done. `failed` hears of a throw; the next one is done all the same. */
  async add(
    role: Attachment["peer"]["role"],
    work: () => Promise<void> | void,
    failed: (error: unknown) => void,
  ): Promise<boolean> {
    if (this.#waiting[role] >= FRAMES_WAITING_MAX) return false;
    this.#waiting[role] += 1;
    this.#tail = this.#tail
      .then(work)
      .catch(failed)
      .finally(() => {
        this.#waiting[role] -= 1;
      });
    await this.#tail;
    return true;
  }
}
