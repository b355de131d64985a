import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import type { DurableObject } from "cloudflare:workers";
import { vi } from "vitest";
import type { ConversationId } from "../../protocol/model.ts";
import { conversation, inbox } from "../objects.ts";
import { Conversation, Inbox, Limiter, Visitor, Workspace } from "../worker.ts";
import { bindings } from "./session.ts";

/** `searchRows`: of the index of words, budgeted apart. */
export type Usage = {
  rows: number;
  searchRows: number;
  objectRequests: number;
  workerRequests: number;
  wakeUps: number;
};

const CLASSES = { Conversation, Inbox, Limiter, Visitor, Workspace };
/** Made for a whole desk: the Inbox's tables, its block of a hundred numbers, its hourly check while tickets are open. */
const OF_THE_DESK = new Set(["inbox.schema", "inbox.numbers", "inbox.alarm"]);
/** Bookkeeping of the tests themselves. */
const OURS = new Set(["constructor", "rowsWritten", "metrics"]);
/** Every twentieth message of a socket is billed as a request. */
const SOCKET_MESSAGE = 1 / 20;
const MINUTE_MS = 60_000;

/**
 * Counts what Cloudflare bills. Time is the meter's: minutes pass between two steps, as between the messages of people, so an
 * object that a step touches was asleep before it. Alarms run when they fall due.
 */
export class Meter {
  readonly usage: Usage = { rows: 0, searchRows: 0, objectRequests: 0, workerRequests: 0, wakeUps: 0 };
  /** Rows written by cause. */
  causes: Record<string, number> = {};
  readonly #id: ConversationId;
  #before: Record<string, number> = {};
  readonly #touched = new Set<unknown>();
  readonly #underWay = new Set<Promise<unknown>>();

  private constructor(id: ConversationId) {
    this.#id = id;
  }

  /** Of one conversation, from its first request on. `restore()` of vi ends it. */
  static async of(id: ConversationId): Promise<Meter> {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const meter = new Meter(id);
    for (const { prototype } of Object.values(CLASSES)) meter.#watch(prototype);
    meter.#before = await meter.#rows();
    return meter;
  }

  /** Something that people do `ms` after the last step, and all that follows from it. `requests`: how many of the worker. */
  async step<T>(work: () => Promise<T>, requests = 0, ms = MINUTE_MS): Promise<T> {
    vi.setSystemTime(Date.now() + ms);
    const done = await work();
    this.usage.workerRequests += requests;
    await this.#quiet();
    this.usage.wakeUps += this.#touched.size;
    this.#touched.clear();
    return done;
  }

  async total(): Promise<Usage> {
    const rows = Object.entries(await this.#rows()).map(
      ([cause, n]) => [cause, n - (this.#before[cause] ?? 0)] as const,
    );
    this.causes = Object.fromEntries(rows.filter(([, n]) => n > 0));
    for (const [cause, n] of rows.filter(([name]) => !OF_THE_DESK.has(name)))
      this.usage[cause === "inbox.search" ? "searchRows" : "rows"] += n;
    vi.useRealTimers();
    vi.restoreAllMocks();
    return this.usage;
  }

  #watch(prototype: DurableObject): void {
    const { usage } = this;
    const touched = this.#touched;
    const underWay = this.#underWay;
    const methods = prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      if (OURS.has(name) || name === "webSocketClose" || name === "webSocketError") continue;
      const original = methods[name];
      if (typeof original !== "function") continue;
      vi.spyOn(methods, name).mockImplementation(function (this: unknown, ...args: unknown[]) {
        touched.add(this);
        usage.objectRequests += name === "webSocketMessage" ? SOCKET_MESSAGE : 1;
        const result = original.apply(this, args);
        if (result instanceof Promise) {
          underWay.add(result);
          void result.catch(() => undefined).finally(() => underWay.delete(result));
        }
        return result;
      });
    }
  }

  /** Calls have ended, and alarms of the next minute have run. */
  async #quiet(): Promise<void> {
    const stub = conversation(bindings, this.#id);
    for (let i = 0; i < 20; i++) {
      await scheduler.wait(1);
      while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
      const at = await runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
      if (at === null || at > Date.now() + MINUTE_MS / 2) return;
      vi.setSystemTime(Math.max(at, Date.now()));
      await runDurableObjectAlarm(stub);
    }
    throw new Error("it does not come to rest");
  }

  async #rows(): Promise<Record<string, number>> {
    const own = Object.entries(await conversation(bindings, this.#id).rowsWritten());
    const inboxes = Object.entries(await inbox(bindings, 0).rowsWritten());
    return Object.fromEntries([
      ...own.map(([cause, n]) => [`conversation.${cause}`, n] as const),
      ...inboxes.map(([cause, n]) => [`inbox.${cause}`, n] as const),
    ]);
  }
}
