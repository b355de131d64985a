import type { Person } from "../../protocol/model.ts";
import { heldAttributes } from "../visitor/attributes.ts";
import { refusal } from "./admission.ts";
import type { Audience } from "./audience.ts";
import type { ConversationRecord } from "./conversation-record.ts";
import type { Deadlines } from "./deadlines.ts";
import { identify } from "./turn-identity.ts";

type Around = { record: ConversationRecord; audience: Audience; deadlines: Deadlines };

/**
 * A signed identity comes for the conversation. Synchronous: between the look at whose it is and the commit nobody can say anything, and
 * what waits in the queue is asked again who it is from before its turn.
 */
export function join(
  { record, audience, deadlines }: Around,
  person: Person,
): "identified" | "somebody_else" | "unwritten" {
  const { state: before, transcript } = record;
  if (!before) return "unwritten";
  if (before.person && before.person.id !== person.id) return "somebody_else";
  const now = Date.now();
  const result = identify(person, heldAttributes(person), { now, state: before, transcript });
  if (!result) return "identified";
  record.commit(result);
  deadlines.committed(now);
  audience.dismiss((peer) => refusal(record.state, peer));
  audience.broadcast(result.entries, before);
  if (result.sync) deadlines.syncSoon(now);
  return "identified";
}
