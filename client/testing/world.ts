import type { ConversationEvent, PageContext } from "../../protocol/frames.ts";
import type { Environment } from "../environment.ts";
// Loaded before a fake clock begins: a dynamic import takes real time.
import "../rescue.ts";
import type { AnyCommand } from "../queue.ts";
import type { KeyValueStorage } from "../types.ts";
import type { ModelServer } from "./model-server.ts";

export const SERVER = "https://support.example";
export const CONVERSATION = `c_${"0".repeat(27)}`;
export const CONTEXT: PageContext = {
  locale: "en",
  timeZone: "Europe/Riga",
  pageUrl: "https://shop.example/",
  pageTitle: "Shop",
  referrer: "",
};

/** A socket that does what the test says. */
export class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readyState = 0;
  readonly texts: string[] = [];
  readonly url: string;
  readonly protocols: string[];
  private readonly server: ModelServer | null;
  private readonly answers: ConversationEvent[] = [];
  /** Frames of the server that the network keeps. */
  muted = false;

  constructor(url: string, protocols: string[], server: ModelServer | null) {
    this.url = url;
    this.protocols = protocols;
    this.server = server;
  }

  get frames(): AnyCommand[] {
    return this.texts.filter((t) => t !== "ping").map((t) => JSON.parse(t) as AnyCommand);
  }

  ofType(type: string): Record<string, unknown>[] {
    return this.frames.filter((f) => f.type === type);
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  receive(event: ConversationEvent | object): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }

  /** The other side, or the network, ends it. */
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  send(text: string): void {
    this.texts.push(text);
    if (text === "ping") {
      if (!this.muted) this.onmessage?.({ data: "pong" });
    } else {
      const idle = this.answers.length === 0;
      this.answers.push(...(this.server?.answer(JSON.parse(text) as AnyCommand) ?? []));
      // In the server's order, also if a listener answers an answer.
      for (; idle && this.answers[0]; this.answers.shift()) if (!this.muted) this.receive(this.answers[0]);
    }
  }

  close(): void {
    this.readyState = 3;
  }
}

export type Reply = { status: number; body?: unknown } | "network";

/** A fake clock is the test's own matter (vi.useFakeTimers); everything else of the environment is here. */
export class World {
  readonly sockets: FakeSocket[] = [];
  readonly requests: { method: string; path: string; query: string; authorization: string | null }[] = [];
  /** What HTTP answers: by method and path, and by the body where it matters, the same one until changed. */
  replies: (request: string, body: string) => Reply = (request) => {
    if (request === "POST /v1/conversations") return session(201, CONVERSATION, "token-1");
    if (request.endsWith("/session"))
      return { status: 200, body: { conversationId: CONVERSATION, expiresAt: farAway() } };
    return { status: 404, body: { error: { code: "not_found", message: "" } } };
  };
  /** What becomes of a new socket. */
  onSocket: (socket: FakeSocket) => void = (socket) => socket.open();
  server: ModelServer | null;
  /** Of single conversations, by id; `server` is all the others'. */
  readonly servers = new Map<string, ModelServer>();
  private wakers = new Set<() => void>();
  private sleepers = new Set<() => void>();

  constructor(server: ModelServer | null = null) {
    this.server = server;
  }

  get socket(): FakeSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("no socket was made");
    return last;
  }

  wake(): void {
    for (const waker of this.wakers) waker();
  }

  /** The page is left, and may come back as it is. */
  sleep(): void {
    for (const sleeper of this.sleepers) sleeper();
  }

  /** Conversations that were asked for. */
  get begun(): number {
    return this.requests.filter((r) => `${r.method} ${r.path}` === "POST /v1/conversations").length;
  }

  count(path: string): number {
    return this.requests.filter((r) => `${r.method} ${r.path}`.includes(path)).length;
  }

  readonly environment: Partial<Environment> = {
    random: () => 0.5,
    WebSocket: this.socketClass(),
    onWake: (act, sleep) => {
      this.wakers.add(act);
      this.sleepers.add(sleep);
      return () => {
        this.wakers.delete(act);
        this.sleepers.delete(sleep);
      };
    },
    fetch: async (url, init) => {
      const { pathname, search } = new URL(url);
      const method = init.method ?? "GET";
      const authorization = new Headers(init.headers).get("Authorization");
      this.requests.push({ method, path: pathname, query: search, authorization });
      const reply = this.replies(`${method} ${pathname}`, (init.body ?? "") as string);
      if (reply === "network") throw new TypeError("Failed to fetch");
      const body = reply.status === 204 ? null : JSON.stringify(reply.body ?? {});
      return new Response(body, { status: reply.status });
    },
  };

  private socketClass(): typeof WebSocket {
    const { sockets } = this;
    const serverNow = (url: string) => this.servers.get(/c_\w+/.exec(url)?.[0] ?? "") ?? this.server;
    const arrive = (socket: FakeSocket) => this.onSocket(socket);
    class Recorded extends FakeSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, serverNow(url));
        sockets.push(this);
        // As in a browser, nothing happens before the caller has set its handlers.
        setTimeout(() => arrive(this), 0);
      }
    }
    return Recorded as unknown as typeof WebSocket;
  }
}

export const farAway = (): number => Date.now() + 30 * 24 * 3_600_000;

export const session = (status: number, conversationId: string, token: string): Reply => ({
  status,
  body: { conversationId, token, expiresAt: farAway() },
});

export const refusal = (status: number, code: string): Reply => ({ status, body: { error: { code, message: "" } } });

/** Web Storage that shows what is in it. */
export function memoryStorage(): KeyValueStorage & { readonly map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}
