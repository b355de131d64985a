import { CLOSE, type ErrorCode } from "../../protocol/errors.ts";
import { Door, type Have } from "./door.ts";
import type { Frame } from "./held.ts";

const WHY: Record<number, ErrorCode> = {
  [CLOSE.policy]: "bad_frame",
  [CLOSE.tooBig]: "too_big",
  [CLOSE.unauthorized]: "unauthorized",
  [CLOSE.restart]: "unavailable",
};

export class SocketDoor extends Door {
  readonly #socket: WebSocket;

  /** @param socket of a 101 answer */
  constructor(socket: WebSocket) {
    super();
    this.#socket = socket;
    socket.accept();
    socket.addEventListener("message", ({ data }) => this.received(JSON.parse(String(data)) as Frame));
    socket.addEventListener("close", ({ code }) => this.end(WHY[code] ?? "internal"));
  }

  hello(have: Have = { public: 0 }, epoch: string | null = null): Promise<Frame> {
    return this.#answer({ type: "hello", have, epoch }, (f) => f.type === "welcome");
  }

  raw(data: string | ArrayBuffer, clientId?: string): Promise<Frame> {
    const from = this.frames.length;
    this.#socket.send(data);
    const answers = (f: Frame) =>
      clientId === undefined
        ? f.type === "error" || f.type === "command.refused"
        : f.clientId === clientId && f.type.startsWith("command.");
    return this.until(answers, from);
  }

  async tell(frame: Frame): Promise<void> {
    this.#socket.send(JSON.stringify(frame));
  }

  async close(): Promise<void> {
    if (this.ended === null) this.#socket.close(1000, "");
  }

  #answer(frame: Frame, match: (frame: Frame) => boolean): Promise<Frame> {
    const from = this.frames.length;
    this.#socket.send(JSON.stringify(frame));
    return this.until(match, from);
  }
}
