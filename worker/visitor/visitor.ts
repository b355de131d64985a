import { DurableObject } from "cloudflare:workers";
import { PERSON_CONVERSATIONS } from "../../protocol/limits.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import type { VisitorRpc } from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { migrate } from "../storage/migrations.ts";

/** Newest last. No index beside the key: a conversation is one row written. */
const SCHEMA: readonly string[][] = [
  ["CREATE TABLE conversations (nth INTEGER PRIMARY KEY, id TEXT NOT NULL, begun_at INTEGER NOT NULL) STRICT"],
];

/** One person of one site, as the owner's server signs for them: which conversations are theirs. Knows neither names nor texts. */
export class Visitor extends DurableObject<Env> implements VisitorRpc {
  readonly #storage: MeteredStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
  }

  conversations(): ConversationId[] {
    // Nothing remembered, no schema: who only asks leaves no rows.
    if (this.#storage.get("schema_version") === undefined) return [];
    const query = "SELECT id FROM conversations ORDER BY nth DESC LIMIT ?";
    return this.#storage.exec<{ id: ConversationId }>("read", query, PERSON_CONVERSATIONS).map(({ id }) => id);
  }

  begin(conversationId: ConversationId, seen: ConversationId | null): ConversationId {
    const newest = this.conversations()[0] ?? null;
    if (newest !== null && newest !== seen) return newest;
    migrate(this.#storage, SCHEMA);
    this.#storage.exec("visitor", "INSERT INTO conversations (id, begun_at) VALUES (?, ?)", conversationId, Date.now());
    return conversationId;
  }

  rowsWritten(): Record<string, number> {
    return Object.fromEntries(this.#storage.rows);
  }
}
