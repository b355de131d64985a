import { connect, type Socket } from "node:net";
import type { CutPoint } from "../plan.ts";
import { type Frame, frameSplitter } from "./frames.ts";

export type LinkWatcher = {
  /** Asked at each moment at which a cut may be due: cut here? Whoever hears yes must come to `reached`. */
  due(point: CutPoint): boolean;
  /** The moment itself. */
  reached(point: CutPoint): void;
  /** Asked for each frame of the client: send it twice? */
  duplicate(): boolean;
  /** Something but a heartbeat went through; `request`: from the client. */
  passed(request: boolean): void;
  ended(): void;
};

const HEAD_END = "\r\n\r\n";
/** What was written must have left before a reset takes back what has not; and no second frame is waited for longer than this. */
const LEAVE_MS = 5;

/**
 * One connection through the proxy. The heads of an upgrade are read, then whole frames, so that a cut can be put between two of
 * them or into one. Other requests pass as bytes.
 */
export class Link {
  over = false;
  stalled = false;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #delayMs: number;
  readonly #watcher: LinkWatcher;
  readonly #upFrames = frameSplitter();
  readonly #downFrames = frameSplitter();
  #upHead: Buffer | null = Buffer.alloc(0);
  #downHead: Buffer | null = Buffer.alloc(0);
  #socket = false;
  /** What the server says next must not arrive: it comes to this cut instead. */
  #deaf: CutPoint | null = null;

  constructor(client: Socket, target: number, delayMs: number, watcher: LinkWatcher) {
    this.#client = client;
    this.#delayMs = delayMs;
    this.#watcher = watcher;
    this.#server = connect(target, "127.0.0.1");
    client.setNoDelay(true);
    this.#server.setNoDelay(true);
    client.on("data", (chunk: Buffer) => this.#up(chunk));
    this.#server.on("data", (chunk: Buffer) => this.#down(chunk));
    for (const end of [client, this.#server]) {
      end.on("error", () => this.cut());
      end.on("close", () => this.cut());
    }
  }

  /** Both ends at once, without a close frame. */
  cut(): void {
    if (this.over) return;
    this.over = true;
    // A reset, not a polite end: what lies in the buffers is lost.
    for (const end of [this.#client, this.#server]) if (!end.destroyed) end.resetAndDestroy();
    this.#watcher.ended();
  }

  /** Half open: neither side hears anything any more, and is told so only after a while. */
  stall(ms: number): void {
    this.stalled = true;
    this.#client.pause();
    this.#server.pause();
    setTimeout(() => this.cut(), ms);
  }

  #up(chunk: Buffer): void {
    if (this.over) return;
    if (this.#upHead === null) {
      if (this.#socket) for (const frame of this.#upFrames(chunk)) this.#upFrame(frame);
      else this.#request(chunk);
      return;
    }
    this.#upHead = Buffer.concat([this.#upHead, chunk]);
    const end = this.#upHead.indexOf(HEAD_END);
    if (end < 0) return;
    const whole = this.#upHead;
    this.#upHead = null;
    const head = whole.toString("latin1", 0, end);
    this.#socket = /\r\nupgrade: websocket/i.test(head);
    if (!this.#socket) return this.#request(whole);
    this.#watcher.passed(true);
    if (this.#watcher.due("before_answer")) this.#deaf = "before_answer";
    // Compressed frames could not be read on their way.
    const kept = head
      .split("\r\n")
      .filter((line) => !/^sec-websocket-extensions:/i.test(line))
      .join("\r\n");
    this.#write(this.#server, Buffer.from(kept + HEAD_END, "latin1"));
    const rest = whole.subarray(end + HEAD_END.length);
    for (const frame of this.#upFrames(rest)) this.#upFrame(frame);
  }

  /** Of the door without sockets, and all else that is plain HTTP: a request is one chunk, or nearly. */
  #request(chunk: Buffer): void {
    const begin = chunk.toString("latin1", 0, 200);
    const heartbeat = /^GET \S+\/events\?/.test(begin) || !/^[A-Z]+ \//.test(begin);
    if (!heartbeat) this.#watcher.passed(true);
    const command = /^POST \S+\/frames/.test(begin);
    if (command && this.#watcher.due("mid_frame")) return this.#half(this.#server, chunk, "mid_frame");
    if (command && this.#watcher.due("after_send")) this.#deaf = "after_send";
    this.#write(this.#server, chunk);
  }

  #upFrame({ bytes, text }: Frame): void {
    if (this.over || this.#deaf) return;
    if (text !== "" && text !== "ping") this.#watcher.passed(true);
    const command = text.includes('"clientId"');
    if (command && this.#watcher.due("mid_frame")) return this.#half(this.#server, bytes, "mid_frame");
    this.#write(this.#server, bytes);
    if (text !== "" && this.#watcher.duplicate()) this.#write(this.#server, bytes);
    if (command && this.#watcher.due("after_send")) this.#deaf = "after_send";
    else if (text.includes('"hello"') && this.#watcher.due("after_hello")) this.#deaf = "after_hello";
  }

  #down(chunk: Buffer): void {
    if (this.over) return;
    if (this.#deaf) return this.#watcher.reached(this.#deaf);
    if (!this.#socket) {
      this.#watcher.passed(false);
      return this.#write(this.#client, chunk);
    }
    if (this.#downHead === null) {
      for (const frame of this.#downFrames(chunk)) this.#downFrame(frame);
      return;
    }
    this.#downHead = Buffer.concat([this.#downHead, chunk]);
    const end = this.#downHead.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#downHead.subarray(0, end + HEAD_END.length);
    const rest = this.#downHead.subarray(head.length);
    this.#downHead = null;
    this.#watcher.passed(false);
    this.#write(this.#client, head);
    // A refusal is no stream of frames.
    if (!head.toString("latin1", 0, 12).startsWith("HTTP/1.1 101")) {
      this.#socket = false;
      return this.#write(this.#client, rest);
    }
    if (this.#watcher.due("after_101")) return this.#soon("after_101");
    for (const frame of this.#downFrames(rest)) this.#downFrame(frame);
  }

  #downFrame({ bytes, text }: Frame): void {
    if (this.over) return;
    if (this.#deaf) return this.#watcher.reached(this.#deaf);
    if (text !== "" && text !== "pong") this.#watcher.passed(false);
    if (text.includes('"messages.page"') && this.#watcher.due("in_page"))
      return this.#half(this.#client, bytes, "in_page");
    this.#write(this.#client, bytes);
    if (text.includes('"command.acknowledged"') && this.#watcher.due("after_acknowledgement"))
      this.#soon("after_acknowledgement");
  }

  #half(to: Socket, bytes: Buffer, point: CutPoint): void {
    this.#write(to, bytes.subarray(0, bytes.length >> 1));
    this.#soon(point);
  }

  #soon(point: CutPoint): void {
    this.#deaf = point;
    setTimeout(() => this.#watcher.reached(point), this.#delayMs + LEAVE_MS);
  }

  /** Every write of a link is late by the same time, so the order stays. */
  #write(to: Socket, bytes: Buffer): void {
    if (bytes.length === 0) return;
    const write = () => !to.destroyed && to.write(bytes);
    if (this.#delayMs === 0) write();
    else setTimeout(write, this.#delayMs);
  }
}
