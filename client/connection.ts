import { CLOSE, type ErrorCode } from "../protocol/errors.ts";
import { backoffMs } from "./backoff.ts";
import { type Environment, environmentOf } from "./environment.ts";
import type { Verdict } from "./http.ts";
import type { Phase } from "./types.ts";

/** Silence after which the other side must prove that it is there. Proxies cut silent sockets after 30 to 60 s. */
const SILENCE_MS = 20_000;
/** Time for that proof. */
const PONG_MS = 10_000;
/** A browser lets a handshake into the void hang for minutes. */
const OPENING_MS = 15_000;
/** A connection that held this long starts a new series of tries; a server that greets and drops us must not be stormed. */
const STABLE_MS = 10_000;
/** Close code of a socket that ended without one. */
const NO_CODE = 1006;
/** WebSocket.OPEN, which an injected class need not have. */
const OPEN = 1;

/** Subprotocols to offer, or why there is nothing to offer now. */
export type Offer = readonly string[] | Verdict;

export type ConnectionOptions = {
  /** `ws:` or `wss:`. A function is asked after `protocols`, at every try. */
  url: string | (() => string);
  /** Asked at every try. A rejection counts as "retry". */
  protocols: () => Offer | Promise<Offer>;
  /** The socket is open; `send` as on the connection. */
  onOpen(send: (frame: object) => boolean): void;
  /** Everything that was JSON, except the answers to our pings. */
  onFrame(frame: unknown): void;
  /** connecting (first try), online (the server's `welcome` has been through `onFrame`), offline, refused. */
  onPhase(phase: Phase, refusal: ErrorCode | null): void;
  /**
   * A browser hides why an upgrade was refused, so ask elsewhere. Also asked after close 4401. "retry": try again after
   * a pause; a code: stop with it.
   */
  afterRefusedUpgrade: () => Promise<Verdict>;
  /** A socket is gone, whether it had opened or not; comes before what follows from it. */
  onLost?(code: number): void;
  environment?: Partial<Environment>;
};

export type Connection = {
  /** False if there is no open socket now; nothing is queued here. */
  send(frame: object): boolean;
  /** Drops the socket, or ends a pause or a refusal, and tries at once. */
  reconnect(): void;
  /** For good. The last callback is `onLost` of an open socket, within this call. */
  close(): void;
};

/** Keeps one socket alive until `close()`. The first try begins at once. */
export function openConnection(options: ConnectionOptions): Connection {
  const environment = environmentOf(options.environment);
  let phase: Phase = "idle";
  let socket: WebSocket | null = null;
  let attempt = 0;
  let onlineAt: number | null = null;
  let waiting = false;
  let ended = false;
  // Rises whenever what is under way becomes void: late events of old sockets and late answers find another number.
  let life = 0;
  let cancelTimer = (): void => {};

  // One timer is enough: a pause, an opening and a heartbeat exclude each other.
  function arm(ms: number, act: () => void): void {
    cancelTimer();
    cancelTimer = environment.after(ms, act);
  }

  function setPhase(next: Phase, refusal: ErrorCode | null = null): void {
    if (next === phase) return;
    phase = next;
    options.onPhase(next, refusal);
  }

  async function connect(): Promise<void> {
    cancelTimer();
    waiting = false;
    const mine = ++life;
    const offer = await settled(() => options.protocols());
    if (mine !== life) return;
    if (offer === "retry") return pause();
    if (typeof offer === "string") return setPhase("refused", offer);
    let opened = false;
    try {
      const url = typeof options.url === "string" ? options.url : options.url();
      socket = new environment.WebSocket(url, [...offer]);
    } catch {
      // Mixed content, or a policy of the page.
      return pause();
    }
    arm(OPENING_MS, () => void lost(NO_CODE, false));
    socket.onopen = () => {
      if (mine !== life) return;
      opened = true;
      listen();
      options.onOpen(send);
    };
    socket.onmessage = ({ data }) => {
      if (mine === life) heard(data);
    };
    socket.onclose = ({ code }) => {
      if (mine === life) void lost(code, !opened);
    };
  }

  function heard(data: unknown): void {
    listen();
    // The platform answers pings for the sleeping object; its answer is no JSON.
    if (data === "pong") return;
    let frame: { type?: unknown } | null;
    try {
      frame = JSON.parse(String(data));
    } catch {
      return;
    }
    const mine = life;
    options.onFrame(frame);
    if (mine !== life || frame?.type !== "welcome") return;
    onlineAt ??= environment.now();
    setPhase("online");
  }

  const listen = (): void => arm(SILENCE_MS, probe);

  function probe(): void {
    arm(PONG_MS, () => void lost(NO_CODE, false));
    // A text frame: browsers give scripts no ping frames.
    socket?.send("ping");
  }

  /** Forgets the socket; its own close event may come minutes later on a dead network and is not waited for. */
  function release(code: number): number {
    const mine = ++life;
    waiting = false;
    cancelTimer();
    const old = socket;
    socket = null;
    if (onlineAt !== null && environment.now() - onlineAt >= STABLE_MS) attempt = 0;
    onlineAt = null;
    old?.close();
    if (old) options.onLost?.(code);
    return mine;
  }

  async function lost(code: number, refusedUpgrade: boolean): Promise<void> {
    const mine = release(code);
    if (mine === life && phase === "online") setPhase("offline");
    // A callback may have closed the connection or begun anew.
    if (mine !== life) return;
    if (code === CLOSE.policy) return setPhase("refused", "bad_frame");
    if (refusedUpgrade || code === CLOSE.unauthorized) {
      const verdict = await settled(() => options.afterRefusedUpgrade());
      if (mine !== life) return;
      if (verdict !== "retry") return setPhase("refused", verdict);
    }
    pause();
  }

  function pause(): void {
    waiting = true;
    arm(backoffMs(attempt++, environment.random()), () => void connect());
    setPhase("offline");
  }

  function send(frame: object): boolean {
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  // The network or the visitor is back: no need to sit out a pause, and a socket that slept may be dead.
  const stopWaking = environment.onWake(() => {
    if (waiting) void connect();
    else if (socket?.readyState === OPEN) probe();
  });

  const connection: Connection = {
    send,
    reconnect() {
      if (ended) return;
      release(NO_CODE);
      attempt = 0;
      setPhase(phase === "online" ? "offline" : phase === "refused" ? "connecting" : phase);
      void connect();
    },
    close() {
      ended = true;
      stopWaking();
      release(NO_CODE);
    },
  };
  setPhase("connecting");
  void connect();
  return connection;
}

async function settled<T>(ask: () => T | Promise<T>): Promise<T | "retry"> {
  try {
    return await ask();
  } catch {
    return "retry";
  }
}
