import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openGeneration } from "./generation.ts";
import { rebuildInbox } from "./inbox-rebuild.ts";
import { lacksInbox, storedObjects } from "./stored-objects.ts";

let root: string;
let dir: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "deskbell-generation-"));
  dir = join(root, "data");
  await mkdir(dir);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const start = (folder = dir, options: { restored?: boolean; rebuild?: boolean } = {}) =>
  openGeneration(folder, { restored: false, rebuild: false, ...options });

it("changes nothing for a folder that stays where it is, however often it is started", async () => {
  for (let n = 0; n < 3; n++) expect(await start()).toMatchObject({ value: "", restored: false, mustRebuild: false });
  await rename(dir, join(root, "moved"));
  expect(await start(join(root, "moved"))).toMatchObject({ value: "", restored: false });
});

it("recognises a copy, once", async () => {
  await start();
  await cp(dir, join(root, "copy"), { recursive: true, preserveTimestamps: true });
  const first = await start(join(root, "copy"));
  expect(first).toMatchObject({ restored: true, mustRebuild: true });
  expect(first.value).toMatch(/^[\w-]{12}$/);
  await first.rebuilt();
  expect(await start(join(root, "copy"))).toMatchObject({ value: first.value, restored: false, mustRebuild: false });
  expect(await start()).toMatchObject({ value: "", restored: false });
});

it("recognises yesterday's file put back over today's, replaced or written into", async () => {
  const file = join(dir, "generation.json");
  await start();
  await copyFile(file, join(root, "yesterday"));
  await start();
  await copyFile(join(root, "yesterday"), file);
  const first = await start();
  expect(first.restored).toBe(true);
  await rm(file);
  await copyFile(join(root, "yesterday"), file);
  const second = await start();
  expect(second.restored).toBe(true);
  expect(second.value).not.toBe(first.value);
});

it("takes conversations without the file for a backup from before there was one, once", async () => {
  await mkdir(join(dir, "objects", "deskbell-conversation"), { recursive: true });
  expect((await start()).restored).toBe(false);
  await rm(join(dir, "generation.json"));
  await writeFile(join(dir, "objects", "deskbell-conversation", `${"a".repeat(64)}.sqlite`), "x");
  const first = await start();
  expect(first).toMatchObject({ restored: true, mustRebuild: true });
  expect(first.value).not.toBe("");
  expect(await start()).toMatchObject({ value: first.value, restored: false });
});

it("believes the operator, and a damaged file counts as foreign", async () => {
  const { value } = await start(dir, { restored: true });
  expect(value).not.toBe("");
  expect((await start()).value).toBe(value);
  await writeFile(join(dir, "generation.json"), "{");
  expect((await start()).value).not.toBe(value);
  expect(await readFile(join(dir, "generation.json"), "utf8")).toContain('"generation"');
});

it("remembers a rebuild that was not finished", async () => {
  expect(await start(dir, { rebuild: true })).toMatchObject({ value: "", restored: false, mustRebuild: true });
  const again = await start();
  expect(again.mustRebuild).toBe(true);
  await again.rebuilt();
  expect((await start()).mustRebuild).toBe(false);
});

it("sees conversations without an inbox", async () => {
  const hex = (c: string) => c.repeat(64);
  expect(await lacksInbox(dir)).toBe(false);
  await mkdir(join(dir, "deskbell-conversation"));
  await mkdir(join(dir, "deskbell-inbox"));
  for (const name of ["metadata.sqlite", `${hex("a")}.sqlite`, `${hex("a")}.sqlite-wal`, `${hex("b")}.sqlite`]) {
    await writeFile(join(dir, "deskbell-conversation", name), "x");
  }
  await writeFile(join(dir, "deskbell-inbox", "metadata.sqlite"), "x");
  expect((await storedObjects(dir, "conversation")).toSorted()).toEqual([hex("a"), hex("b")]);
  expect(await lacksInbox(dir)).toBe(true);
  await writeFile(join(dir, "deskbell-inbox", `${hex("c")}.sqlite`), "");
  expect(await lacksInbox(dir)).toBe(true);
  await writeFile(join(dir, "deskbell-inbox", `${hex("c")}.sqlite`), "x");
  expect(await lacksInbox(dir)).toBe(false);
});

it("asks in batches and adds up", async () => {
  const sizes: number[] = [];
  const ids = Array.from({ length: 450 }, (_, n) => String(n));
  const ask = async (some: string[]) => {
    sizes.push(some.length);
    return Response.json({ told: some.length - 1, failed: 1 });
  };
  expect(await rebuildInbox(ids, ask)).toEqual({ told: 447, failed: 3 });
  expect(sizes).toEqual([200, 200, 50]);
  await expect(rebuildInbox(ids, async () => new Response(null, { status: 503 }))).rejects.toThrow("503");
});
