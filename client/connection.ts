import type { CLOSE, ErrorCode } from "../protocol/errors.ts";
import { backoffMs } from "./backoff.ts";
import type { Connection, ConnectionOptions } from "./connection-types.ts";
import { environmentOf } from "./environment.ts";
import { ask, type Verdict } from "./http.ts";
import type { Door } from "./http-door.ts";
import type { Phase } from "./types.ts";

/** Silence after which the other side must prove that it is there. Proxies cut silent sockets after 30 to 60 s. */
const SILENCE_MS = 20_000;
/** Time for that proof. */
const PONG_MS = 10_000;
/** Until the server's `welcome`. A browser lets a handshake into the void hang for minutes. */
const OPENING_MS = 15_000;
/** A connection that held this long starts a new series of tries; a server that greets and drops us must not be stormed. */
const STABLE_MS = 10_000;
/** So many sockets in a row that came to nothing although the server answers otherwise are blocked on the way: HTTP, then. */
const BLOCKED = 2;
/** Close code of a socket that ended without one. */
const NO_CODE = 1006;
/** The server's words; as numbers, since the whole table would be loaded with it. */
const BROKEN: (typeof CLOSE)["policy"] = 1008;
const UNAUTHORIZED: (typeof CLOSE)["unauthorized"] = 4401;
/** WebSocket.OPEN, which an injected class need not have. */
const OPEN = 1;

/**
 * Keeps one socket alive until `close()`, or, where sockets are blocked, the door of HTTP, which looks like one. The first try
 * begins at once.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const environment = environmentOf(options.environment);
  let phase: Phase = "idle";
  let socket: WebSocket | Door | null = null;
  /** Sockets in a row without `welcome`, while the server answered otherwise. */
  let blocked = 0;
  /** The present or next "socket" is the door of HTTP. */
  let polling = false;
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
    const offer = await settled(options.protocols);
    if (mine !== life) return;
    if (typeof offer === "number") return pause(offer);
    if (typeof offer === "string") return setPhase("refused", offer);
    deadline(OPENING_MS);
    try {
      if (!polling) return use(new environment.WebSocket(address(), [...offer]));
      const { fallBack } = await import("./rescue.ts");
      if (mine === life) use(fallBack(address, offer, options.protocols, environment, ask, comeBack));
    } catch {
      // Mixed content, or a policy of the page, or a file that does not load.
      if (mine === life) void lost(NO_CODE);
    }
  }

  const deadline = (ms: number): void => arm(ms, () => void lost(NO_CODE));

  const address = (): string => (typeof options.url === "string" ? options.url : options.url());

  function use(next: WebSocket | Door): void {
    socket = next;
    const mine = life;
    next.onopen = () => mine === life && options.onOpen(send);
    next.onmessage = ({ data }: { data: unknown }) => mine === life && heard(data);
    next.onclose = ({ code, reason }: { code: number; reason?: string | number }) =>
      mine === life && void lost(code, Number(reason) || 0);
  }

  function heard(data: unknown): void {
    const mine = life;
    let frame: { type?: unknown } | null | undefined;
    try {
      frame = JSON.parse(String(data));
    } catch {
      // The platform answers pings for the sleeping object; its answer is no JSON.
    }
    try {
      if (frame !== undefined) options.onFrame(frame);
    } catch {
      // Not a server of ours, or one gone mad: as good as no connection.
      return void (mine === life && lost(NO_CODE));
    }
    if (mine === life && frame?.type === "welcome") {
      onlineAt ??= environment.now();
      if (!polling) blocked = 0;
      setPhase("online");
    }
    if (mine !== life || onlineAt === null) return;
    // The door of HTTP has time limits of its own.
    if (polling) cancelTimer();
    else arm(SILENCE_MS, probe);
  }

  function probe(): void {
    deadline(PONG_MS);
    // A text frame: browsers give scripts no ping frames.
    socket?.send("ping");
  }

  /** From the door of HTTP to a socket, which is open. */
  function comeBack(open: WebSocket): void {
    release(NO_CODE);
    polling = false;
    deadline(OPENING_MS);
    use(open);
    options.onOpen(send);
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

  async function lost(code: number, waitMs = 0): Promise<void> {
    const blank = onlineAt === null;
    const mine = release(code);
    if (mine === life && phase === "online") setPhase("offline");
    // A callback may have closed the connection or begun anew.
    if (mine !== life) return;
    if (code === BROKEN) return setPhase("refused", "bad_frame");
    let verdict: Verdict | null = 0;
    // The door of HTTP sees statuses, and says so by the code.
    if ((blank && !polling) || code === UNAUTHORIZED) {
      verdict = await settled(options.afterRefusedUpgrade);
      if (mine !== life) return;
      if (typeof verdict === "string") return setPhase("refused", verdict);
    }
    if (blank) {
      polling = verdict === null && !polling && ++blocked >= BLOCKED;
      if (polling) return void connect();
    }
    pause(verdict || waitMs);
  }

  /** @param wishMs the server's, before one's own pause begins */
  function pause(wishMs: number): void {
    waiting = !wishMs;
    arm(wishMs + backoffMs(attempt++, environment.random()), () => void connect());
    setPhase("offline");
  }

  function send(frame: object): boolean {
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  // The network or the visitor is back: no need to sit out a pause of one's own, and a socket that slept may be dead.
  const stopWaking = environment.onWake(
    () => {
      if (waiting) void connect();
      else if (socket?.readyState === OPEN) probe();
    },
    // An open socket would keep the page out of the browser's cache of whole pages.
    () => {
      if (!socket) return;
      release(NO_CODE);
      waiting = true;
      setPhase("offline");
    },
  );

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

async function settled<T>(ask: () => T | Promise<T>): Promise<T | 0> {
  try {
    return await ask();
  } catch {
    return 0;
  }
}
