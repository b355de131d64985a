import { createHash } from "node:crypto";
import type { Attachment, VisitorPeer } from "./attachment.ts";
import { barred } from "./person.ts";
import type { ConversationState } from "./state.ts";

/** Of a visitor's token, as far as the conversation asks: whom it names, by id, and the digest of the return link that it came by. */
export type TokenHolder = { person?: string | undefined; link?: string | undefined };

/** Stands in the tokens that a return link gives: with the link their right ends, where the conversation is a person's. */
export function linkDigest(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url").slice(0, 16);
}

/** Why this peer may not be here now, if so. `identityRequired`: of the site. Agents have an account, and are never refused here. */
export function refusal(
  state: Pick<ConversationState, "person" | "returnSecret"> | null,
  peer: Attachment["peer"] | TokenHolder,
  identityRequired = false,
): ReturnType<typeof barred> {
  if ("role" in peer && peer.role === "agent") return null;
  const { person, link } = "role" in peer ? holderOf(peer) : peer;
  const byLink = link !== undefined && state?.returnSecret !== undefined && link === linkDigest(state.returnSecret);
  return barred(state?.person, { person, byLink }, identityRequired);
}

function holderOf({ person, link }: VisitorPeer): TokenHolder {
  return { person: person?.id, link };
}
