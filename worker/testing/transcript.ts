import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import type { ConversationId } from "../../protocol/model.ts";
import { conversation } from "../objects.ts";
import { bindings } from "./session.ts";

/** Makes the public stream of a conversation with at least one message `count` long, without as many turns. */
export async function lengthen(id: ConversationId, count: number): Promise<void> {
  const stub = conversation(bindings, id);
  await runInDurableObject(stub, (_, { storage }) => {
    const [{ head, row }] = [
      {
        head: storage.sql.exec<{ n: number }>("SELECT count(*) n FROM messages WHERE stream = 0").one().n,
        row: storage.sql.exec("SELECT * FROM messages WHERE stream = 0 AND seq = 1").one(),
      },
    ];
    for (let seq = head + 1; seq <= count; seq++) {
      const values = [0, seq, seq, "visitor", `id-${seq}-xxxx`, row.author ?? "", row.body ?? "", null];
      storage.sql.exec("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ...values);
    }
  });
  await evictDurableObject(stub);
}
