import { type AgentCommand, agentCommand, type VisitorCommand, visitorCommand } from "../../protocol/frames.ts";
import { type AgentId, CLIENT_ID } from "../../protocol/model.ts";
import type { Attachment } from "./attachment.ts";
import type { Sign } from "./signs.ts";
import type { Command } from "./turn-types.ts";

/** What waits for its turn. */
export type Frame = Exclude<VisitorCommand | AgentCommand, Sign>;
export type FrameRead =
  | { kind: "frame"; frame: Frame }
  /** Waits for nothing. */
  | { kind: "sign"; sign: Sign }
  /** `clientId` where it could be read, so that the sender learns which command failed. */
  | { kind: "bad"; code: "bad_frame" | "unknown_type"; clientId: string | null };

/** Each role has its own schema: what an agent may say is an unknown type to a visitor's socket. */
export function readCommand(value: unknown, { role }: Attachment["peer"]): FrameRead {
  const schema = role === "agent" ? agentCommand : visitorCommand;
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    const frame = parsed.data;
    return frame.type === "typing.set" || frame.type === "read.set"
      ? { kind: "sign", sign: frame }
      : { kind: "frame", frame };
  }
  const { type, clientId } = value as { type?: unknown; clientId?: unknown };
  return {
    kind: "bad",
    code: schema.options.some((o) => o.shape.type.value === type) ? "bad_frame" : "unknown_type",
    clientId: typeof clientId === "string" && CLIENT_ID.test(clientId) ? clientId : null,
  };
}

type Obeyed<F extends Frame> = Exclude<F, { type: "hello" | "history.get" }>;

/** Frame + who sent it → command. The author comes from the attachment; the frame has no say in it. */
export function toCommand(frame: Obeyed<Frame>, { peer }: Pick<Attachment, "peer">): Command {
  // The role's own schema has let it through, see above.
  return peer.role === "visitor"
    ? ofVisitor(frame as Obeyed<Exclude<VisitorCommand, Sign>>, peer.browser)
    : ofAgent(frame as Obeyed<Exclude<AgentCommand, Sign>>, peer.agent);
}

function ofVisitor(frame: Obeyed<Exclude<VisitorCommand, Sign>>, browser: string): Command {
  switch (frame.type) {
    case "message.send": {
      const { clientId, text, choice, files, context, consent } = frame;
      return { kind: "visitor_message", clientId, text, choice, files, context, consent, browser };
    }
    case "contact.set":
      return { kind: "contact", clientId: frame.clientId, contact: frame.contact };
    case "ticket.confirm":
      return { kind: "confirm", clientId: frame.clientId, solved: frame.solved };
    case "rating.set":
      return { kind: "rate", clientId: frame.clientId, stars: frame.stars, text: frame.text };
  }
}

function ofAgent(frame: Obeyed<Exclude<AgentCommand, Sign>>, { id, name }: { id: AgentId; name: string }): Command {
  const agent = { id, name };
  switch (frame.type) {
    case "message.send":
      return { kind: "agent_message", clientId: frame.clientId, agent, text: frame.text, files: frame.files };
    case "note.add":
      return { kind: "note", clientId: frame.clientId, agent, text: frame.text };
    case "ticket.claim":
      return { kind: "claim", clientId: frame.clientId, agent, expected: frame.expected };
    case "ticket.resolve":
      return { kind: "resolve", clientId: frame.clientId, agent, summary: frame.summary ?? "" };
    case "floor.return":
      return { kind: "return_to_bot", clientId: frame.clientId, agent };
  }
}
