import { expect, test } from "vitest";
import { FILES_PER_MESSAGE } from "../protocol/limits.ts";
import type { FileRef } from "../protocol/model.ts";
import type { Answer } from "./api.ts";
import { Uploads } from "./uploads.ts";

type Running = {
  name: string;
  progress: (share: number) => void;
  answer: (a: Answer<FileRef>) => void;
  cancelled: boolean;
};

function desk(kept: FileRef[] = []) {
  const running: Running[] = [];
  const written: string[][] = [];
  let signedOut = 0;
  const uploads = new Uploads(
    (_id, file, progress) => {
      const one: Running = { name: file.name, progress, answer: () => {}, cancelled: false };
      running.push(one);
      return {
        done: new Promise((resolve) => {
          one.answer = resolve;
        }),
        cancel: () => {
          one.cancelled = true;
        },
      };
    },
    { read: (id) => (id === "c_1" ? kept : []), write: (_id, refs) => written.push(refs.map((ref) => ref.name)) },
    () => signedOut++,
  );
  const states = (id = "c_1") => uploads.of(id).value.map(({ name, state }) => `${name} ${state.kind}`);
  return { uploads, running, written, states, signedOut: () => signedOut };
}
const file = (name: string, size = 3) => new File(["x".repeat(size)], name, { type: "image/png" });
const ref = (name: string): FileRef => ({ id: `f_${name}`, name, type: "image/png", size: 3 });
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("two at a time; what is stored is kept and goes with the message", async () => {
  const { uploads, running, written, states } = desk();
  uploads.add("c_1", [file("a.png"), file("b.png"), file("c.png")], 100);
  expect(running.map((r) => r.name)).toEqual(["a.png", "b.png"]);
  expect(uploads.busy).toBe(true);
  running[0]?.progress(0.5);
  expect(uploads.of("c_1").value[0]?.state).toEqual({ kind: "uploading", share: 0.5 });
  running[0]?.answer({ kind: "ok", value: ref("a.png") });
  await settled();
  expect(running.map((r) => r.name)).toEqual(["a.png", "b.png", "c.png"]);
  expect(written.at(-1)).toEqual(["a.png"]);
  running[1]?.answer({ kind: "ok", value: ref("b.png") });
  running[2]?.answer({ kind: "ok", value: ref("c.png") });
  await settled();
  expect(uploads.busy).toBe(false);
  expect(uploads.take("c_1").map((r) => r.name)).toEqual(["a.png", "b.png", "c.png"]);
  expect(states()).toEqual([]);
  expect(written.at(-1)).toEqual([]);
});

test("a removed one is cancelled, and its late answer changes nothing", async () => {
  const { uploads, running, states } = desk();
  uploads.add("c_1", [file("a.png")], 100);
  uploads.remove("c_1", uploads.of("c_1").value[0]?.key ?? "");
  expect(running[0]?.cancelled).toBe(true);
  running[0]?.answer({ kind: "ok", value: ref("a.png") });
  await settled();
  expect(states()).toEqual([]);
});

test("a refusal says why; only what may pass another time can be tried again", async () => {
  const { uploads, running, signedOut } = desk();
  uploads.add("c_1", [file("big.png", 101), file("a.png"), file("b.png")], 100);
  expect(running.map((r) => r.name)).toEqual(["a.png", "b.png"]);
  running[0]?.answer({ kind: "refused", code: "quota_exceeded" });
  running[1]?.answer({ kind: "refused", code: "unreachable" });
  await settled();
  expect(uploads.of("c_1").value.map((item) => item.state)).toEqual([
    { kind: "failed", code: "too_big", again: false },
    { kind: "failed", code: "quota_exceeded", again: false },
    { kind: "failed", code: "unreachable", again: true },
  ]);
  expect(uploads.take("c_1")).toEqual([]);
  expect(uploads.of("c_1").value).toHaveLength(3);
  uploads.retry("c_1", uploads.of("c_1").value[2]?.key ?? "");
  expect(running.map((r) => r.name)).toEqual(["a.png", "b.png", "b.png"]);
  running[2]?.answer({ kind: "refused", code: "unauthorized" });
  await settled();
  expect(signedOut()).toBe(1);
});

test("a message carries so many and no more", () => {
  const { uploads, states } = desk();
  const many = Array.from({ length: FILES_PER_MESSAGE + 2 }, (_, n) => file(`${n}.png`));
  expect(uploads.add("c_1", many, 100)).toBe(2);
  expect(states()).toHaveLength(FILES_PER_MESSAGE);
  expect(uploads.add("c_1", [file("one more.png")], 100)).toBe(1);
  expect(uploads.add("c_2", [file("elsewhere.png")], 100)).toBe(0);
});

test("what an earlier page uploaded is there, and files of a failed message come back once", () => {
  const { uploads, states } = desk([ref("old.png")]);
  expect(states()).toEqual(["old.png stored"]);
  const taken = uploads.take("c_1");
  uploads.give("c_1", taken);
  uploads.give("c_1", taken);
  expect(states()).toEqual(["old.png stored"]);
});

test("with the conversation its files go, wherever they are", () => {
  const { uploads, running, written, states } = desk();
  uploads.add("c_1", [file("a.png")], 100);
  uploads.add("c_2", [file("b.png")], 100);
  uploads.drop("c_1");
  expect(running.map((r) => r.cancelled)).toEqual([true, false]);
  expect(written.at(-1)).toEqual([]);
  expect(states()).toEqual([]);
});
