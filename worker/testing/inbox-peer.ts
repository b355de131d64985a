import type { Agent, AgentId } from "../../protocol/model.ts";
import { INBOX_ATTACHMENT_HEADER, type InboxAttachment } from "../inbox/attachment.ts";
import { Peer } from "./peer.ts";

export const agentAnna: Agent = { id: "a_anna" as AgentId, name: "Anna", role: "admin" };

/** A socket straight to an Inbox, as the route opens it for an agent's session. */
export async function inboxPeer(
  stub: { fetch(request: Request): Promise<Response> },
  session: string,
  part: Partial<InboxAttachment> = {},
): Promise<Peer> {
  const attachment: InboxAttachment = {
    agent: agentAnna,
    session,
    expiresAt: Date.now() + 3_600_000,
    strikes: 0,
    watches: [],
    ...part,
  };
  const header = encodeURIComponent(JSON.stringify(attachment));
  const response = await stub.fetch(
    new Request("https://inbox/", { headers: { Upgrade: "websocket", [INBOX_ATTACHMENT_HEADER]: header } }),
  );
  if (!response.webSocket) throw new Error(`no upgrade: ${response.status}`);
  return new Peer(response.webSocket);
}
