import { env } from "cloudflare:workers";
import type { AgentId, ConversationId, Person, SiteId } from "../../protocol/model.ts";
import { ATTACHMENT_HEADER, type Attachment, encodeAttachment } from "../conversation/attachment.ts";
import type { Env } from "../env.ts";
import { conversation } from "../objects.ts";
import { Peer } from "./peer.ts";

type Party = Attachment["peer"];

/** An agent with a session of their own. */
export function colleague(name: string): Party {
  return { role: "agent", session: `s_${name}`, agent: { id: `a_${name}` as AgentId, name, role: "agent" } };
}

export function someone(person?: Person): Party {
  return { role: "visitor", siteId: "demo" as SiteId, browser: "Test/1", person };
}

/** A socket to the object itself, for whom no route would let in: as the route's word says who it is. Has not said hello. */
export async function directly(conversationId: ConversationId, peer: Party, door?: "http"): Promise<Peer> {
  const attachment: Attachment = {
    conversationId,
    peer,
    ...(door && { door }),
    expiresAt: Date.now() + 30 * 24 * 3_600_000,
    ready: false,
    strikes: 0,
  };
  const headers = { Upgrade: "websocket", [ATTACHMENT_HEADER]: encodeAttachment(attachment) };
  const response = await conversation(env as unknown as Env, conversationId).fetch("http://object/", { headers });
  if (!response.webSocket) throw new Error(`no upgrade: ${response.status}`);
  return new Peer(response.webSocket);
}

/** An agent who has the conversation open, without an account: signing up takes a second of hashing. */
export async function agentAt({ conversationId }: { conversationId: ConversationId }, name: string): Promise<Peer> {
  const peer = await directly(conversationId, colleague(name));
  await peer.hello({ public: 0, internal: 0 });
  return peer;
}
