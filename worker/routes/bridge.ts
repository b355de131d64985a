import { CLOSE } from "../../protocol/errors.ts";
import { AppError } from "../app-error.ts";
import type { Entry } from "./visitor-entry.ts";

/**
 * A socket that this worker itself opens to an object, for a peer that cannot have one. What comes is collected; waiting is done
 * here, in the stateless worker, so that the object may sleep meanwhile.
 */
export class Bridge<Event extends { type: string }> {
  readonly events: Event[] = [];
  readonly #socket: WebSocket;
  #closed: number | null = null;
  #changed: () => void = () => undefined;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.events.push(JSON.parse(String(data)) as Event);
      this.#changed();
    });
    const ended = (code: number) => {
      this.#closed ??= code;
      this.#changed();
    };
    socket.addEventListener("close", ({ code }) => ended(code));
    socket.addEventListener("error", () => ended(1006));
    socket.accept();
  }

  /** The object's own refusal is handed on as it is. `cancelled`: the peer has gone, and with it the reason for the socket. */
  static async open<Event extends { type: string }>(
    entry: Entry,
    { cancelled, ready = false }: { cancelled: AbortSignal | undefined; ready?: boolean },
  ): Promise<Bridge<Event> | Response> {
    const response = await entry({ door: "http", ready });
    if (!response.webSocket) return response;
    const bridge = new Bridge<Event>(response.webSocket);
    if (cancelled?.aborted) bridge.close();
    cancelled?.addEventListener("abort", () => bridge.close());
    return bridge;
  }

  send(frame: string): void {
    // A socket that has closed meanwhile says so to whoever waits.
    if (this.#closed === null) this.#socket.send(frame);
  }

  /** False: `ms` have passed without enough. Throws what the close means if the socket ends first. */
  async until(enough: (events: readonly Event[]) => boolean, ms: number): Promise<boolean> {
    const over = new AbortController();
    const late = scheduler.wait(ms, { signal: over.signal }).then(() => false);
    const heard = new Promise<boolean>((resolve, reject) => {
      this.#changed = () => {
        if (enough(this.events)) resolve(true);
        else if (this.#closed !== null) reject(closeError(this.#closed));
      };
      this.#changed();
    });
    try {
      return await Promise.race([heard, late]);
    } finally {
      this.#changed = () => undefined;
      late.catch(() => undefined);
      over.abort();
    }
  }

  /** Lets what was sent along with the last event arrive too. */
  settle(ms: number): Promise<void> {
    return scheduler.wait(ms);
  }

  close(): void {
    if (this.#closed !== null) return;
    this.#closed = 1000;
    this.#socket.close(1000, "");
    this.#changed();
  }
}

/** What the end of the socket says to somebody who has asked by HTTP. */
export function closeError(code: number): AppError {
  switch (code) {
    case CLOSE.unauthorized:
      return new AppError("unauthorized");
    case CLOSE.tooBig:
      return new AppError("too_big");
    case CLOSE.policy:
      return new AppError("bad_frame");
    case 1011:
      return new AppError("internal");
    default:
      // Restart, or a connection that broke inside: the same question may well be answered in a moment.
      return new AppError("unavailable", { retryAfterMs: 1_000 });
  }
}
