import type { Person } from "../../protocol/model.ts";
import type { Attachment } from "./attachment.ts";
import type { ConversationState } from "./state.ts";

/**
 * What the owner's site has signed about the visitor goes into the state with what they say. The same person's newer name replaces
 * the older one; nobody becomes somebody else, and an anonymous socket says nothing about who this is.
 */
export function vouched(state: ConversationState, peer: Attachment["peer"]): ConversationState {
  const person = peer.role === "visitor" ? peer.person : undefined;
  const stored = state.person;
  if (!person || (stored && stored.id !== person.id) || (stored && same(stored, person))) return state;
  return { ...state, person };
}

function same(a: Person, b: Person): boolean {
  return a.name === b.name && a.email === b.email;
}
