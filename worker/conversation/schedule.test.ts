import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DueTimes, mustSet, nextDue, retryDelay, runDue, Schedule } from "./schedule.ts";

type Name = "a" | "b" | "c";
const NAMES: readonly Name[] = ["a", "b", "c"];
const HOUR = 3_600_000;

/** An object with an alarm, a clock that anybody may turn, and three things to do once at their time. */
class World {
  now = 1_000_000;
  alarm: number | null = null;
  due: Record<Name, number | null> = { a: null, b: null, c: null };
  readonly done: Record<Name, number[]> = { a: [], b: [], c: [] };
  readonly failing = new Set<Name>();
  readonly schedule = new Schedule<Name>();
  rows = 0;

  arm(): void {
    const next = nextDue(this.schedule.due(this.due, this.now));
    if (next === null || !mustSet(this.alarm, next)) return;
    this.alarm = next;
    this.rows += 1;
  }

  async fire(): Promise<void> {
    this.alarm = null;
    const work = Object.fromEntries(NAMES.map((name) => [name, () => this.#act(name)])) as Record<Name, () => void>;
    await runDue(this.schedule, { wanted: () => this.due as DueTimes<Name>, now: () => this.now }, work, () => 1);
    this.arm();
  }

  #act(name: Name): void {
    if (this.failing.has(name)) throw new Error(name);
    this.done[name].push(this.now);
    this.due[name] = null;
  }

  get pending(): Name[] {
    return NAMES.filter((name) => this.due[name] !== null);
  }
}

describe("many due times on one alarm", () => {
  it("an alarm that comes too early (the clock was set back an hour) does nothing and is set again", async () => {
    const world = new World();
    world.due.a = world.now + 10;
    world.arm();
    world.now -= HOUR;
    await world.fire();
    expect(world.done.a).toEqual([]);
    expect(world.alarm).toBe(world.due.a);
  });

  it("forward a day, everything overdue is done once, longest due first", async () => {
    const world = new World();
    world.due = { a: world.now + 30, b: world.now + 10, c: world.now + 2 * 24 * HOUR };
    world.now += 24 * HOUR;
    const order: string[] = [];
    const work = { a: () => order.push("a"), b: () => order.push("b"), c: () => order.push("c") };
    await runDue(world.schedule, { wanted: () => world.due, now: () => world.now }, work, () => 1);
    expect(order).toEqual(["b", "a"]);
  });

  it("one that throws eight times takes nothing from the others, and its alarm is set each time", async () => {
    const world = new World();
    world.due = { a: world.now, b: null, c: null };
    world.failing.add("a");
    let last = world.now;
    for (let i = 0; i < 8; i++) {
      world.due.b = world.now;
      await world.fire();
      expect(world.done.b).toHaveLength(i + 1);
      expect(world.alarm).toBe(last + retryDelay(i + 1));
      last = world.now = world.alarm ?? 0;
    }
    expect(retryDelay(8)).toBe(60_000);
    world.failing.clear();
    await world.fire();
    expect(world.done.a).toHaveLength(1);
    expect(world.alarm).toBeNull();
  });

  it("what failed before the clock was set back is tried again soon, not an hour later", async () => {
    const world = new World();
    world.due.a = world.now;
    world.failing.add("a");
    await world.fire();
    world.now -= HOUR;
    world.due.a = world.now;
    expect(world.schedule.due(world.due, world.now).a).toBe(world.now + retryDelay(1));
    world.failing.clear();
    await world.fire();
    world.now = world.alarm ?? 0;
    await world.fire();
    expect(world.done.a).toEqual([world.now]);
  });

  it("fired twice at the same time, each thing is done once", async () => {
    const world = new World();
    world.due = { a: world.now, b: world.now, c: null };
    await Promise.all([world.fire(), world.fire()]);
    expect(world.done).toMatchObject({ a: [world.now], b: [world.now] });
  });

  it("what an earlier one settles is not done any more", async () => {
    const due: Record<Name, number | null> = { a: 1, b: 2, c: null };
    const done: string[] = [];
    const work = {
      a: () => {
        done.push("a");
        due.b = null;
      },
      b: () => done.push("b"),
      c: () => done.push("c"),
    };
    await runDue(new Schedule<Name>(), { wanted: () => due, now: () => 5 }, work, () => 1);
    expect(done).toEqual(["a"]);
  });

  it("one that waits for ever holds up nobody", async () => {
    const done: string[] = [];
    const work = { a: () => new Promise(() => undefined), b: () => done.push("b"), c: () => done.push("c") };
    void runDue(new Schedule<Name>(), { wanted: () => ({ a: 1, b: 2, c: 3 }), now: () => 5 }, work, () => 1);
    expect(done).toEqual(["b", "c"]);
  });
});

describe("whatever happens", () => {
  const name = fc.constantFrom<Name>(...NAMES);
  const step = fc.oneof(
    fc.tuple(name, fc.integer({ min: 0, max: 10_000 })).map(([n, ms]) => ({ do: "want" as const, name: n, ms })),
    name.map((n) => ({ do: "fail" as const, name: n })),
    name.map((n) => ({ do: "heal" as const, name: n })),
    fc.integer({ min: 0, max: 5_000 }).map((ms) => ({ do: "pass" as const, ms })),
    fc.constantFrom(-HOUR, 24 * HOUR).map((ms) => ({ do: "pass" as const, ms })),
    fc.constant({ do: "fire" as const }),
    fc.constant({ do: "forget" as const }),
  );

  it("work that is pending always has an alarm in time, nothing is done early or twice, and in the end all of it is done", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const world = new World();
        const wanted: Record<Name, number> = { a: 0, b: 0, c: 0 };
        let setBack = 0;
        for (const act of steps) {
          if (act.do === "want" && world.due[act.name] === null) {
            world.due[act.name] = world.now + act.ms;
            wanted[act.name] += 1;
            world.arm();
          } else if (act.do === "fail") world.failing.add(act.name);
          else if (act.do === "heal") world.failing.delete(act.name);
          else if (act.do === "pass") {
            world.now += act.ms;
            setBack += Math.max(0, -act.ms);
          } else if (act.do === "forget") {
            // The alarm was lost with its seventh throw, or never set: the next wake arms.
            world.alarm = null;
            world.arm();
          } else if (act.do === "fire") {
            const before = { ...world.due };
            const counts = NAMES.map((n) => world.done[n].length);
            await world.fire();
            NAMES.forEach((n, i) => {
              const times = world.done[n].length - (counts[i] ?? 0);
              expect(times).toBeLessThanOrEqual(before[n] !== null && before[n] <= world.now ? 1 : 0);
            });
          }
          if (world.pending.length === 0) continue;
          const latest = Math.max(
            ...world.pending.map((n) => Math.max(world.due[n] ?? 0, world.now) + retryDelay(1_000)),
          );
          expect(world.alarm).not.toBeNull();
          // Late by the back-off at most, and by what the clock was set back meanwhile.
          expect(world.alarm ?? 0).toBeLessThanOrEqual(latest + setBack);
        }
        world.failing.clear();
        for (let i = 0; i < 10 && world.pending.length > 0; i++) {
          world.now = Math.max(world.now, world.alarm ?? world.now);
          await world.fire();
        }
        expect(world.pending).toEqual([]);
        for (const n of NAMES) expect(world.done[n]).toHaveLength(wanted[n]);
      }),
      { numRuns: 500 },
    );
  });

  it("an alarm, once set, is not set again for what falls due later", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1 }), (times) => {
        const world = new World();
        world.due.a = world.now;
        world.arm();
        for (const ms of times) {
          world.due.b = world.now + ms;
          world.arm();
        }
        expect(world.rows).toBe(1);
      }),
    );
  });
});
