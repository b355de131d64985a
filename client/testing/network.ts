import type { ConversationEvent } from "../../protocol/frames.ts";
import type { Environment } from "../environment.ts";
import type { AnyCommand } from "../queue.ts";
// Loaded before a fake clock begins: a dynamic import takes real time.
import "../rescue.ts";
import { ModelServer } from "./model-server.ts";
import { farAway } from "./world.ts";

type Peer = { readonly id: string; receive(event: ConversationEvent): void; end(code: number): void };

/** What the network does to everything that goes through it from now on. */
export type Weather = {
  /** Nothing gets through, and who tries is told so. */
  down: boolean;
  /** A proxy lets no socket open. */
  blocked: boolean;
  /** A proxy lets sockets open that never get a frame of the server. */
  swallowing: boolean;
  /** Nothing gets through, and nobody is told; if it ends before anybody gives up, everything arrives late. */
  stalled: boolean;
  /** Commands arrive twice. */
  doubled: boolean;
  /** ms, one way; each frame up to so many, so that neighbours may change places if `swapping`. */
  delay: number;
  swapping: boolean;
  /** The server refuses messages that come faster than its bucket fills. */
  strict: boolean;
};
export const FAIR: Weather = {
  down: false,
  blocked: false,
  swallowing: false,
  stalled: false,
  doubled: false,
  delay: 5,
  swapping: false,
  strict: false,
};

/** Servers behind a bad network, one for each conversation, both doors. The clock is the test's (vi.useFakeTimers). */
export class Network {
  readonly servers = new Map<string, ModelServer>();
  weather: Weather = { ...FAIR };
  private held: (() => void)[] = [];
  /** Sockets and requests that were begun. */
  begun = 0;
  private readonly peers = new Set<Peer>();
  private readonly wakers = new Set<() => void>();
  private random: () => number;
  private tokens = 3;

  constructor(random: () => number) {
    this.random = random;
  }

  server(id: string): ModelServer {
    let server = this.servers.get(id);
    if (!server) this.servers.set(id, (server = new ModelServer()));
    return server;
  }

  turn(weather: Partial<Weather>): void {
    this.weather = { ...FAIR, ...weather };
    if (this.weather.stalled) return;
    const { held } = this;
    this.held = [];
    for (const act of held) act();
  }

  /** All connections end. 1012: as a server that stops would end them. */
  cut(code = 1006): void {
    Array.from(this.peers, (peer) => peer.end(code));
  }

  /** Sockets that are open. */
  get open(): number {
    return [...this.peers].filter((p) => "readyState" in p).length;
  }

  wake(): void {
    Array.from(this.wakers, (waker) => waker());
  }

  /** Somebody else has said something. */
  say(id: string, text: string): void {
    this.tell(id, this.server(id).append({ kind: "bot" }, text));
  }

  private tell(id: string, event: ConversationEvent): void {
    for (const peer of this.peers) if (peer.id === id) peer.receive(event);
  }

  /** Answers for who asked; what has been made is everybody's. */
  private answer(id: string, frame: AnyCommand): ConversationEvent[] {
    const server = this.server(id);
    if (frame.type === "message.send" && this.weather.strict) {
      const known = server.log.public.some((m) => m.clientId === frame.clientId);
      if (!known && this.tokens < 1) return [{ type: "command.refused", clientId: frame.clientId, code: "too_many" }];
      if (!known) {
        this.tokens--;
        setTimeout(() => this.tokens++, 3_000);
      }
    }
    const events = server.answer(frame);
    for (const event of events) if (event.type === "message.created") this.tell(id, event);
    return events.filter((e) => e.type !== "message.created");
  }

  /** Calls `act` when a frame that leaves now arrives; `after` keeps the order of one direction. */
  private travel(line: { at: number }, act: () => void): void {
    const { delay, swapping, stalled } = this.weather;
    if (stalled) {
      this.held.push(act);
      return;
    }
    const at = Date.now() + Math.ceil(this.random() * delay);
    line.at = swapping ? at : Math.max(at, line.at);
    setTimeout(act, (swapping ? at : line.at) - Date.now());
  }

  private openSocket(network: Network) {
    return class implements Peer {
      readyState = 0;
      onopen: (() => void) | null = null;
      onmessage: ((event: { data: string }) => void) | null = null;
      onclose: ((event: { code: number }) => void) | null = null;
      readonly id: string;
      private readonly up = { at: 0 };
      private readonly down = { at: 0 };
      private ready = false;
      private readonly deaf = network.weather.swallowing;

      constructor(url: string) {
        this.id = idIn(url);
        network.begun++;
        const { down, blocked } = network.weather;
        network.travel(this.up, () => {
          if (this.readyState !== 0) return;
          if (down || blocked) return this.end(1006);
          this.readyState = 1;
          network.peers.add(this);
          this.onopen?.();
        });
      }

      send(text: string): void {
        const act = () => {
          if (this.readyState !== 1) return;
          if (text === "ping") return this.hear("pong");
          const frame = JSON.parse(text) as AnyCommand;
          for (const event of network.answer(this.id, frame)) this.hear(JSON.stringify(event));
          this.ready ||= frame.type === "hello";
        };
        network.travel(this.up, act);
        if (network.weather.doubled) network.travel(this.up, act);
      }

      receive(event: ConversationEvent): void {
        if (this.ready) this.hear(JSON.stringify(event));
      }

      private hear(data: string): void {
        if (this.deaf) return;
        network.travel(this.down, () => {
          if (this.readyState === 1) this.onmessage?.({ data });
        });
      }

      end(code: number): void {
        this.close();
        this.onclose?.({ code });
      }

      close(): void {
        this.readyState = 3;
        network.peers.delete(this);
      }
    };
  }

  private async fetch(url: string, { method = "GET", body, signal }: RequestInit): Promise<Response> {
    this.begun++;
    const { pathname, searchParams } = new URL(url);
    const id = idIn(pathname);
    const line = { at: 0 };
    const pass = (reject: (error: Error) => void, act: () => void) => {
      if (this.weather.down) reject(new TypeError("Failed to fetch"));
      else this.travel(line, act);
    };
    return new Promise<Response>((resolve, reject) => {
      const peer: Peer = { id, receive: () => reply(), end: () => fail() };
      const end = () => this.peers.delete(peer);
      const fail = () => {
        end();
        reject(new TypeError("Failed to fetch"));
      };
      const give = (value: unknown) => {
        end();
        pass(reject, () => resolve(new Response(JSON.stringify(value))));
      };
      let reply = () => {};
      signal?.addEventListener("abort", fail);
      this.peers.add(peer);
      pass(fail, () => {
        if (pathname.endsWith("/frames")) {
          const frame = JSON.parse(body as string) as AnyCommand;
          const events = this.answer(id, frame);
          if (this.weather.doubled) this.answer(id, frame);
          give({ events });
        } else if (pathname.endsWith("/events")) {
          const have = { public: Number(searchParams.get("public")) };
          const epoch = searchParams.get("epoch");
          reply = () => {
            const events = this.answer(id, { type: "hello", have, epoch });
            give({ events, state: "s" });
          };
          const news = this.server(id).epoch !== epoch || this.server(id).log.public.length !== have.public;
          if (news || searchParams.get("state") !== "s") reply();
          else setTimeout(() => this.peers.has(peer) && reply(), Number(searchParams.get("wait")));
        } else if (method === "POST") {
          const next = `c_${String(this.servers.size).padStart(27, "0")}`;
          this.server(next);
          give({ conversationId: next, token: `t-${next}`, expiresAt: farAway() });
        } else give({ expiresAt: farAway() });
      });
    });
  }

  environment(): Partial<Environment> {
    return {
      random: this.random,
      WebSocket: this.openSocket(this) as unknown as typeof WebSocket,
      fetch: (url, init) => this.fetch(url, init),
      onWake: (act) => {
        this.wakers.add(act);
        return () => this.wakers.delete(act);
      },
    };
  }
}

const idIn = (text: string): string => /c_\w+/.exec(text)?.[0] ?? "";
