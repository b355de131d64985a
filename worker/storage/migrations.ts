import type { MeteredStorage } from "./metered.ts";

/**
 * Brings an object's schema to the newest version. Each step runs in a transaction together with the number that says it
 * ran: killed in the middle, the next start finds the old schema, never half of one. Steps are only ever appended.
 */
export function migrate(storage: MeteredStorage, steps: readonly string[][]): void {
  const done = storage.get<number>("schema_version") ?? 0;
  if (done > steps.length) throw new Error(`schema ${done} is newer than this code (${steps.length})`);
  for (let version = done; version < steps.length; version++) {
    storage.transaction(() => {
      for (const statement of steps[version] ?? []) storage.exec("schema", statement);
      storage.put("schema", "schema_version", version + 1);
    });
  }
}
