import type { Person } from "../../protocol/model.ts";
import type { Attachment } from "./attachment.ts";
import type { ConversationState } from "./state.ts";

/* Whose conversation it is: until somebody has signed, of whoever holds its token; from then on that person's. */

/** Attributes of a signed identity. `digest` is equal for equal ones: tokens and sockets carry it in their place. */
export type HeldAttributes = { digest: string; values: Record<string, string> };

/**
 * Why such a visitor may not be here. What a token of before says ends with the moment in which the conversation becomes a person's;
 * its return link goes on, and names nobody.
 *
 * @param who `person`: id of whom the token names; `byLink`: it came by the return link that is the present one
 */
export function barred(
  owner: Pick<Person, "id"> | undefined,
  who: { person: string | undefined; byLink: boolean },
  identityRequired: boolean,
): "unauthorized" | "identity_required" | null {
  if (!owner) return identityRequired && who.person === undefined ? "identity_required" : null;
  const admitted = who.person === undefined ? who.byLink : who.person === owner.id;
  return admitted ? null : "unauthorized";
}

/**
 * What the owner's site has signed about the visitor goes into the state with what they say. The same person's newer name replaces
 * the older one; nobody becomes somebody else, and an anonymous socket says nothing about who this is.
 *
 * @param held what the Visitor has, where the socket names other attributes than the state; null: not known now
 */
export function vouched(
  state: ConversationState,
  peer: Attachment["peer"],
  held: HeldAttributes | null = null,
): ConversationState {
  if (peer.role !== "visitor" || !peer.person || (state.person && state.person.id !== peer.person.id)) return state;
  if (peer.attributes === undefined) return withPerson(state, peer.person, null);
  const known = peer.attributes === state.attributesDigest ? null : held;
  return withPerson(state, peer.person, known ?? presentOf(state));
}

/** The same state if nothing is new: another one would be a row. */
export function withPerson(
  state: ConversationState,
  { id, name, email }: Person,
  attributes: HeldAttributes | null,
): ConversationState {
  const { person: before, attributesDigest, ...rest } = state;
  const same = before?.id === id && before.name === name && before.email === email;
  if (same && attributesDigest === attributes?.digest) return state;
  if (!attributes) return { ...rest, person: { id, name, email } };
  return { ...rest, person: { id, name, email, attributes: attributes.values }, attributesDigest: attributes.digest };
}

function presentOf({ person, attributesDigest: digest }: ConversationState): HeldAttributes | null {
  return person?.attributes && digest !== undefined ? { digest, values: person.attributes } : null;
}
