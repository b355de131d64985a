import { runInDurableObject } from "cloudflare:test";

/** All that an object stores, as one text: values, tables, and the blobs that an index of words keeps in tables of its own. */
export function storedBytes(stub: DurableObjectStub<undefined>): Promise<string> {
  return runInDurableObject(stub, (_: unknown, { storage }) => {
    const readable = (value: unknown) =>
      value instanceof ArrayBuffer || value instanceof Uint8Array
        ? Buffer.from(value as Uint8Array).toString("latin1")
        : value;
    const rows = [...storage.kv.list()].map(([key, value]) => JSON.stringify([key, readable(value)]));
    const names = storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray();
    for (const { name } of names) {
      // The columns of a contentless index cannot be read; what it holds is in its tables.
      if (name === "ticket_words") continue;
      for (const row of storage.sql.exec(`SELECT * FROM "${name}"`)) {
        rows.push(`${name} ${JSON.stringify(Object.values(row).map(readable))}`);
      }
    }
    return rows.join("\n");
  });
}
