import { afterAll, vi } from "vitest";

/*
 * Set-up of every test file. Files share a process, since starting one for each took longer than its tests; each has modules, mocks
 * and a clock of its own all the same, so no file depends on which came before it.
 */
afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.resetModules();
});
