import type { EventsResponse, FramesResponse } from "../../protocol/api.ts";
import type { ErrorBody } from "../../protocol/errors.ts";
import { Door, type Have } from "./door.ts";
import type { Frame } from "./held.ts";

/** One request to the worker; `path` begins with what the conversation's routes have in common. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** Long enough that news ends the wait, short enough that a test's end does not wait for it. */
const WAIT_MS = 400;

export class HttpDoor extends Door {
  readonly #ask: Ask;
  #have: { public: number; internal: number } | null = null;
  #epoch: string | null = null;
  #state = "";
  /** Rises with every `hello` and at the end: an older loop stops. */
  #life = 0;
  #loop: Promise<void> = Promise.resolve();

  constructor(ask: Ask) {
    super();
    this.#ask = ask;
  }

  async hello(have: Have = { public: 0 }, epoch: string | null = null): Promise<Frame> {
    const life = ++this.#life;
    await this.#loop;
    this.#have = { internal: 0, ...have };
    this.#epoch = epoch;
    this.#state = "";
    const from = this.frames.length;
    await this.#poll(0);
    this.#loop = this.#listen(life);
    return this.until((f) => f.type === "welcome", from);
  }

  async raw(data: string | ArrayBuffer, clientId?: string): Promise<Frame> {
    const { events, error } = await this.#post(data);
    const answer = clientId === undefined ? events[0] : events.find((f) => f.clientId === clientId);
    const found = error ?? answer;
    if (!found) throw new Error(`no answer to ${clientId}: ${JSON.stringify(events)}`);
    return found;
  }

  async tell(frame: Frame): Promise<void> {
    await this.#post(JSON.stringify(frame));
  }

  async close(): Promise<void> {
    this.#life++;
    await this.#loop;
  }

  async #listen(life: number): Promise<void> {
    while (life === this.#life && this.ended === null) await this.#poll(WAIT_MS);
  }

  async #poll(wait: number): Promise<void> {
    const have = this.#have ?? { public: 0, internal: 0 };
    const query = new URLSearchParams({
      public: `${have.public}`,
      internal: `${have.internal}`,
      ...(this.#epoch !== null && { epoch: this.#epoch }),
      ...(this.#state !== "" && { state: this.#state }),
      wait: `${wait}`,
    });
    const response = await this.#ask(`/events?${query.toString()}`, {});
    if (!response.ok) {
      await this.#failed(response);
      return;
    }
    const { events, state } = (await response.json()) as EventsResponse;
    this.#state = state;
    for (const event of events as Frame[]) this.received(event);
    this.#epoch = this.held.epoch;
    this.#have = {
      public: Math.max(this.held.last("public"), this.#told(events, "public", have.public)),
      internal: Math.max(this.held.last("internal"), this.#told(events, "internal", have.internal)),
    };
  }

  /** Said to be there already at `hello`, and not contradicted by the server's own count. */
  #told(events: readonly Frame[], stream: "public" | "internal", have: number): number {
    const heads = events.find((f) => f.type === "welcome")?.heads as Partial<Have> | undefined;
    return Math.min(have, heads?.[stream] ?? have);
  }

  async #post(data: string | ArrayBuffer): Promise<{ events: Frame[]; error: Frame | null }> {
    const response = await this.#ask("/frames", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: data,
    });
    if (!response.ok) {
      const code = await this.#failed(response);
      return { events: [], error: { type: "error", code } };
    }
    const { events } = (await response.json()) as FramesResponse;
    for (const event of events as Frame[]) this.received(event);
    return { events, error: null };
  }

  /** What closes a socket for good ends this door as well; anything else is the answer to one request. */
  async #failed(response: Response) {
    const { error } = (await response.json()) as ErrorBody;
    if (response.status === 401 || response.status === 404) this.end(error.code);
    return error.code;
  }
}
