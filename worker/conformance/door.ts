import type { ErrorCode } from "../../protocol/errors.ts";
import { type Frame, Held } from "./held.ts";

export const DOORS = ["socket", "http"] as const;
export type DoorKind = (typeof DOORS)[number];
export type Have = { public: number; internal?: number };

/** How long something that must come may take; for a hang, not a measure. */
const PATIENCE_MS = 120_000;

/** One party at one conversation. Everything that a conversation can be asked goes through here, so one suite serves both doors. */
export abstract class Door {
  /** Everything that came, in its order. */
  readonly frames: Frame[] = [];
  readonly held = new Held();
  /** Why the server has ended it; null while it lives. */
  ended: ErrorCode | null = null;
  #wake: () => void = () => undefined;
  #change = this.#next();

  /** Says what is there already. Resolves with `welcome`; what is lacking and all events come by themselves from then on. */
  abstract hello(have?: Have, epoch?: string | null): Promise<Frame>;
  /** Bytes as they are. Resolves with the answer that has this client id; without one, with the error. */
  abstract raw(data: string | ArrayBuffer, clientId?: string): Promise<Frame>;
  /** A frame that gets no answer of its own. */
  abstract tell(frame: Frame): Promise<void>;
  abstract close(): Promise<void>;

  /** Under a fresh client id unless one is given. Resolves with its answer. */
  command(frame: Frame): Promise<Frame> {
    const clientId = (frame.clientId as string | undefined) ?? crypto.randomUUID();
    return this.raw(JSON.stringify({ clientId, ...frame }), clientId);
  }

  say(text: string, extra: object = {}): Promise<Frame> {
    return this.command({ type: "message.send", text, ...extra });
  }

  async until(match: (frame: Frame) => boolean, from = 0): Promise<Frame> {
    await this.#await(() => this.frames.slice(from).some(match));
    return this.frames.slice(from).find(match) as Frame;
  }

  /** Until what this party holds is so. */
  when(holds: (held: Held) => boolean): Promise<void> {
    return this.#await(() => holds(this.held));
  }

  async untilEnded(): Promise<ErrorCode> {
    await this.#await(() => this.ended !== null);
    return this.ended as ErrorCode;
  }

  protected received(frame: Frame): void {
    this.frames.push(frame);
    this.held.take(frame);
    this.#wake();
  }

  protected end(why: ErrorCode): void {
    this.ended ??= why;
    this.#wake();
  }

  async #await(holds: () => boolean): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() >= end) throw new Error(`it did not come; ended: ${this.ended}; have\n${this.#said()}`);
      await Promise.race([this.#change, scheduler.wait(1_000)]);
    }
  }

  #said(): string {
    return this.frames.map((f) => JSON.stringify(f).slice(0, 300)).join("\n");
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#change = this.#next();
        resolve();
      };
    });
  }
}
