import type { AgentCommand, VisitorCommand } from "../../protocol/frames.ts";
import type { Attachment } from "./attachment.ts";
import type { Command } from "./turn-types.ts";

type Frame = Exclude<VisitorCommand | AgentCommand, { type: "hello" | "history.get" }>;

/** Frame + who sent it → command. The author comes from the attachment; the frame has no say in it. */
export function toCommand(frame: Frame, { peer }: Attachment): Command {
  if (peer.role === "visitor") {
    if (frame.type === "contact.set") return { kind: "contact", clientId: frame.clientId, contact: frame.contact };
    if (frame.type === "message.send") {
      const { clientId, text, choice, context } = frame;
      return { kind: "visitor_message", clientId, text, choice, context, browser: peer.browser };
    }
    throw new Error(`a visitor's schema let ${frame.type} through`);
  }
  const agent = { id: peer.agent.id, name: peer.agent.name };
  switch (frame.type) {
    case "message.send":
      return { kind: "agent_message", clientId: frame.clientId, agent, text: frame.text };
    case "note.add":
      return { kind: "note", clientId: frame.clientId, agent, text: frame.text };
    case "ticket.claim":
      return { kind: "claim", clientId: frame.clientId, agent, expected: frame.expected };
    case "ticket.resolve":
      return { kind: "resolve", clientId: frame.clientId, agent };
    case "floor.return":
      return { kind: "return_to_bot", clientId: frame.clientId, agent };
    case "contact.set":
      throw new Error("an agent's schema let contact.set through");
  }
}
