import { createServer, type Server, type Socket } from "node:net";
import type { History } from "../history.ts";
import type { CutPoint } from "../plan.ts";
import type { Random } from "../random.ts";
import { Link } from "./link.ts";

/** What the proxy has done so far. */
export type Tally = {
  connections: number;
  cuts: Record<CutPoint | "old_age", number>;
  delayed: number;
  duplicates: number;
  /** Requests and frames of clients, heartbeats and long polls left out. */
  requests: number;
  /** When the last of anything but a heartbeat went through, in either direction. */
  lastAt: number;
};

/** How long an armed cut waits for its moment before it strikes anywhere. */
const PATIENCE_MS = 4_000;
/** Some proxies end every connection after a minute, whatever goes on in it. */
const OLD_AGE_MS = 60_000;

/** A bad network between the clients and the server: all of it is off once `calm` is set. */
export class ChaosProxy {
  readonly tally: Tally = {
    connections: 0,
    cuts: {
      before_answer: 0,
      after_101: 0,
      after_hello: 0,
      mid_frame: 0,
      after_send: 0,
      after_acknowledgement: 0,
      in_page: 0,
      anywhere: 0,
      stall: 0,
      old_age: 0,
    },
    delayed: 0,
    duplicates: 0,
    requests: 0,
    lastAt: 0,
  };
  calm = true;
  readonly #target: number;
  readonly #random: Random;
  readonly #history: History;
  readonly #links = new Set<Link>();
  readonly #server: Server;
  /** Cuts that wait for a connection to come to their point. */
  readonly #due: CutPoint[] = [];

  /** @param target port of the server on this machine */
  constructor(target: number, random: Random, history: History) {
    this.#target = target;
    this.#random = random;
    this.#history = history;
    this.#server = createServer((client) => this.#accept(client));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", resolve);
    });
  }

  close(): void {
    this.#server.close();
    for (const link of this.#links) link.cut();
  }

  /** Somebody is connected to nothing, and does not know. */
  get isHalfOpen(): boolean {
    return [...this.#links].some((link) => link.stalled && !link.over);
  }

  /** A cut is due: here and now, or at the first connection that comes to its point. */
  arm(point: CutPoint): void {
    if (this.calm) return;
    if (point === "anywhere") return this.#anywhere();
    if (point === "stall") {
      const link = this.#anyLink();
      if (!link) return;
      this.tally.cuts.stall++;
      link.stall(this.#random.int(5_000, 40_000));
      return this.#note("stall", point);
    }
    this.#due.push(point);
    // Nobody connects while everybody is connected, and only who connects gets a page: somebody is made to.
    if (/^before_answer|^after_101|^after_hello|^in_page/.test(point)) this.#anywhere();
    setTimeout(() => {
      if (this.#take(point) && !this.calm) this.#anywhere();
    }, PATIENCE_MS);
  }

  #anywhere(): void {
    const link = this.#anyLink();
    if (link) this.#strike(link, "anywhere");
  }

  #anyLink(): Link | null {
    const open = [...this.#links].filter((l) => !l.over && !l.stalled);
    return open.length > 0 ? this.#random.pick(open) : null;
  }

  #take(point: CutPoint): boolean {
    const at = this.#due.indexOf(point);
    if (at >= 0) this.#due.splice(at, 1);
    return at >= 0;
  }

  #strike(link: Link, point: CutPoint | "old_age"): void {
    if (link.over) return;
    this.tally.cuts[point]++;
    link.cut();
    this.#note("cut", point);
  }

  #note(cause: "cut" | "stall", point: string): void {
    const at = Date.now();
    this.#history.add({ kind: "fault", at, cause, point, until: at });
  }

  #accept(client: Socket): void {
    this.tally.connections++;
    const delayMs = !this.calm && this.#random.chance(0.12) ? this.#random.int(50, 2_000) : 0;
    if (delayMs > 0) this.tally.delayed++;
    const link = new Link(client, this.#target, delayMs, {
      reached: (point) => this.#strike(link, point),
      duplicate: () => {
        const yes = !this.calm && this.#random.chance(0.04);
        if (yes) this.tally.duplicates++;
        return yes;
      },
      due: (point) => !this.calm && this.#take(point),
      passed: (request) => {
        this.tally.lastAt = Date.now();
        if (request) this.tally.requests++;
      },
      ended: () => this.#links.delete(link),
    });
    this.#links.add(link);
    if (this.#random.chance(0.25)) setTimeout(() => !this.calm && this.#strike(link, "old_age"), OLD_AGE_MS);
  }
}
