import { FRAMES_WAITING_MAX } from "../../protocol/limits.ts";

/** Frames of all sockets, one after the other: what comes while settings and knowledge base load waits and keeps its order. */
export class FrameQueue {
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;

  /** False: too many wait already, the work is not done. `failed` hears of a throw; the next one is done all the same. */
  async add(work: () => Promise<void> | void, failed: (error: unknown) => void): Promise<boolean> {
    if (this.#waiting >= FRAMES_WAITING_MAX) return false;
    this.#waiting += 1;
    this.#tail = this.#tail
      .then(work)
      .catch(failed)
      .finally(() => {
        this.#waiting -= 1;
      });
    await this.#tail;
    return true;
  }
}
