import { errorText, log } from "../log.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { mustSet, SYNC_EVERY_MS } from "./schedule.ts";

/** The one alarm of an object. Its time is kept here: asking the storage each time would cost a read. */
export class ObjectAlarm {
  readonly #storage: MeteredStorage;
  #at: number | null = null;

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
  }

  async load(): Promise<void> {
    this.#at = await this.#storage.getAlarm();
  }

  /** It is used up; work that is left needs a new one. */
  fired(): void {
    this.#at = null;
  }

  /** Joins the commit of the writes before it, as long as nothing is awaited between. Never throws. */
  arm(due: number | null, now: number): void {
    // Not sooner than a second from now: the call that follows a turn directly goes first, the alarm is its safety net.
    const at = due === null ? null : Math.max(due, now + SYNC_EVERY_MS);
    if (at === null || !mustSet(this.#at, at)) return;
    this.#at = at;
    this.#storage.setAlarm("alarm", at).catch((error: unknown) => {
      // Not set after all: the next turn or wake tries again.
      this.#at = null;
      log("error", "alarm_not_set", { error: errorText(error) });
    });
  }
}
