import { vi } from "vitest";

/** Waits until the check no longer throws. The limit is a guard against hanging: a machine may stand still for half a minute. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 120_000, interval: 20 });
}
