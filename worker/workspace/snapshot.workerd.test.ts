import { afterEach, expect, it, vi } from "vitest";
import { fresh } from "../testing/fresh.ts";
import { bindings } from "../testing/session.ts";
import { settingsSaved, settingsSnapshot } from "./snapshot.ts";

afterEach(async () => {
  vi.unstubAllGlobals();
  await fresh();
});

it("a Workspace that hangs is waited for once in a while, and the last settings serve", async () => {
  const known = await settingsSnapshot(bindings, 0);
  expect(known.version).toBeGreaterThan(0);
  vi.stubGlobal("scheduler", { wait: async () => undefined });
  const settings = vi.fn(() => new Promise(() => undefined));
  const hangs = { ...bindings, WORKSPACE: { getByName: () => ({ settings }) } } as unknown as typeof bindings;
  expect(await settingsSnapshot(hangs, 59_999)).toEqual(known);
  expect(settings).toHaveBeenCalledTimes(0);
  for (const now of [60_000, 60_001, 69_999]) expect(await settingsSnapshot(hangs, now)).toEqual(known);
  expect(settings).toHaveBeenCalledTimes(1);
  expect(await settingsSnapshot(hangs, 70_000)).toEqual(known);
  expect(settings).toHaveBeenCalledTimes(2);
  settingsSaved();
  expect(await settingsSnapshot(hangs, 70_001)).toEqual(known);
  expect(settings).toHaveBeenCalledTimes(3);
});
