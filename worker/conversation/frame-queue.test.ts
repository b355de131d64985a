import { expect, it } from "vitest";
import { FRAMES_WAITING_MAX } from "../../protocol/limits.ts";
import { FrameQueue } from "./frame-queue.ts";

const never = () => {
  throw new Error("not expected");
};

it("keeps the order, whatever takes how long, and goes on after a throw", async () => {
  const queue = new FrameQueue();
  const done: string[] = [];
  let open: () => void = () => undefined;
  const slow = queue.add(
    "visitor",
    () =>
      new Promise<void>((resolve) => {
        open = () => {
          done.push("slow");
          resolve();
        };
      }),
    never,
  );
  const throws = queue.add(
    "visitor",
    () => {
      throw new Error("storage");
    },
    (error) => done.push((error as Error).message),
  );
  const last = queue.add("visitor", () => void done.push("last"), never);
  await Promise.resolve();
  expect(done).toEqual([]);
  open();
  expect(await Promise.all([slow, throws, last])).toEqual([true, true, true]);
  expect(done).toEqual(["slow", "storage", "last"]);
});

it("refuses what would be too much to wait, and takes again when there is room", async () => {
  const queue = new FrameQueue();
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const taken = Array.from({ length: FRAMES_WAITING_MAX }, () => queue.add("visitor", () => gate, never));
  let ran = false;
  expect(await queue.add("visitor", () => void (ran = true), never)).toBe(false);
  expect(ran).toBe(false);
  // The other side has its own room, behind what waits already.
  const other = queue.add("agent", () => void (ran = true), never);
  await Promise.resolve();
  expect(ran).toBe(false);
  open();
  expect(await other).toBe(true);
  ran = false;
  expect((await Promise.all(taken)).every(Boolean)).toBe(true);
  expect(await queue.add("visitor", () => void (ran = true), never)).toBe(true);
  expect(ran).toBe(true);
});
