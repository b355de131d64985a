import { DurableObject } from "cloudflare:workers";
import { PERSON_CONVERSATIONS } from "../../protocol/limits.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { HeldAttributes } from "../conversation/person.ts";
import type { Env } from "../env.ts";
import type { VisitorRpc } from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { migrate } from "../storage/migrations.ts";

/** Newest last. No index beside the key: a conversation is one row written. */
const SCHEMA: readonly string[][] = [
  ["CREATE TABLE conversations (nth INTEGER PRIMARY KEY, id TEXT NOT NULL, begun_at INTEGER NOT NULL) STRICT"],
];

/** Attributes of the newest identity that has asked; only beside conversations, so that what forgets these forgets them. */
const ATTRIBUTES = "attributes";

/**
 * One person of one site, as the owner's server signs for them: which conversations are theirs, and what it says of them that a token has
 * no room for. Knows neither names nor texts.
 */
export class Visitor extends DurableObject<Env> implements VisitorRpc {
  readonly #storage: MeteredStorage;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
  }

  conversations(attributes?: HeldAttributes | null): ConversationId[] {
    // Nothing remembered, no schema: who only asks leaves no rows.
    if (this.#storage.get("schema_version") === undefined) return [];
    if (attributes !== undefined) this.#know(attributes);
    const query = "SELECT id FROM conversations ORDER BY nth DESC LIMIT ?";
    return this.#storage.exec<{ id: ConversationId }>("read", query, PERSON_CONVERSATIONS).map(({ id }) => id);
  }

  begin(
    conversationId: ConversationId,
    seen: ConversationId | null,
    attributes: HeldAttributes | null = null,
  ): ConversationId {
    const newest = this.conversations(attributes)[0] ?? null;
    if (newest !== null && newest !== seen) return newest;
    this.#add(conversationId);
    this.#know(attributes);
    return conversationId;
  }

  attributes(): HeldAttributes | null {
    return this.#attributes();
  }

  adopt(conversationId: ConversationId, attributes: HeldAttributes | null): void {
    if (!this.#has(conversationId)) this.#add(conversationId);
    this.#know(attributes);
  }

  forget(conversations: ConversationId[]): number {
    if (this.#storage.get("schema_version") === undefined) return 0;
    const marks = conversations.map(() => "?").join(", ");
    this.#storage.exec("erasure", `DELETE FROM conversations WHERE id IN (${marks})`, ...conversations);
    const [row] = this.#storage.exec<{ left: number }>("read", "SELECT count(*) AS left FROM conversations");
    const left = row?.left ?? 0;
    // Nothing is known of this person any more, as if they had never been here.
    if (left === 0) void this.#storage.deleteAll("erasure");
    return left;
  }

  rowsWritten(): Record<string, number> {
    return Object.fromEntries(this.#storage.rows);
  }

  #attributes(): HeldAttributes | null {
    return this.#storage.get<HeldAttributes | null>(ATTRIBUTES) ?? null;
  }

  #know(attributes: HeldAttributes | null): void {
    if (attributes?.digest !== this.#attributes()?.digest) this.#storage.put("visitor", ATTRIBUTES, attributes);
  }

  #has(id: ConversationId): boolean {
    if (this.#storage.get("schema_version") === undefined) return false;
    return this.#storage.exec("read", "SELECT 1 FROM conversations WHERE id = ? LIMIT 1", id).length > 0;
  }

  #add(id: ConversationId): void {
    migrate(this.#storage, SCHEMA);
    this.#storage.exec("visitor", "INSERT INTO conversations (id, begun_at) VALUES (?, ?)", id, Date.now());
  }
}
