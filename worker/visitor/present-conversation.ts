import type { ConversationId, SiteId } from "../../protocol/model.ts";
import { newConversationId } from "../conversation/id.ts";
import type { HeldAttributes } from "../conversation/person.ts";
import type { Env } from "../env.ts";
import { conversation, inboxShards, visitor } from "../objects.ts";

/** How many of a person's newest conversations are looked at for one that is not closed. */
const LOOKED_AT = 5;

/** Of itself nothing is stored before its first message; that it is a person's, their Visitor remembers at once. */
export function unusedConversation(env: Env): ConversationId {
  return newConversationId(Math.floor(Math.random() * inboxShards(env)));
}

/** `attributes`: what the identity says beside name and e-mail; kept by the Visitor. */
type Asking = {
  person: string;
  attributes: HeldAttributes | null;
  anew: boolean;
  requireBeginning: () => Promise<void>;
};

/**
 * The person's newest conversation that is not closed, or a new one, remembered as theirs. `anew`: a new one in any case, unless the
 * newest is one that nobody has written in.
 * @param requireBeginning asked before a new one; throws if there may be none now
 */
export async function presentConversation(
  env: Env,
  siteId: SiteId,
  { person, attributes, anew, requireBeginning }: Asking,
): Promise<ConversationId> {
  const theirs = await visitor(env, siteId, person).conversations(attributes);
  const newest = theirs[0] ?? null;
  const present = anew ? await unwritten(env, newest) : await newestOpen(env, theirs.slice(0, LOOKED_AT));
  if (present) return present;
  await requireBeginning();
  return visitor(env, siteId, person).begin(unusedConversation(env), newest, attributes);
}

async function unwritten(env: Env, id: ConversationId | null): Promise<ConversationId | null> {
  return id && (await conversation(env, id).phase()) === "unwritten" ? id : null;
}

async function newestOpen(env: Env, ids: readonly ConversationId[]): Promise<ConversationId | null> {
  for (const id of ids) {
    const phase = await conversation(env, id).phase();
    if (phase === "unwritten" || phase === "open") return id;
  }
  return null;
}
