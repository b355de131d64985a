import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { inbox, workspace } from "../objects.ts";

/**
 * No row of the test before. The platform's `reset` deletes the rows of objects that live at that moment, so those that every test
 * shares by name are woken first: one that slept, or had just been cut off, would keep its rows.
 */
export async function fresh(): Promise<void> {
  const bindings = env as unknown as Env;
  const shards = [0, 1, 2, 3].map((shard) => inbox({ ...bindings, INBOX_SHARDS: "4" }, shard).metrics());
  await Promise.allSettled([workspace(bindings).needsSetup(), ...shards]);
  await reset();
}
