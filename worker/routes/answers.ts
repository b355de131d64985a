type Typed = { type: string };
export type CommandFrame = { type?: unknown; clientId?: unknown; stream?: unknown };

/**
 * Whether an event is what this one command brought about. Others may be on the socket too: an inbox speaks first. An `error`
 * always counts, since nothing else was said that it could be about.
 */
export function answers(frame: CommandFrame, event: Typed & { clientId?: unknown }): boolean {
  switch (event.type) {
    case "error":
      return true;
    case "command.acknowledged":
    case "command.refused":
      return event.clientId === frame.clientId;
    case "messages.page":
      return frame.type === "history.get";
    case "inbox.page":
      return frame.type === "inbox.list";
    case "inbox.found":
      return frame.type === "inbox.search";
    default:
      return false;
  }
}

/** Signs are dropped or told to others, never answered; nor is a visitor's question after a stream that visitors do not have. */
export function isAnswered({ type, stream }: CommandFrame, to: "visitor" | "agent" | "inbox"): boolean {
  if (to === "inbox") return true;
  if (type === "typing.set" || type === "read.set") return false;
  return !(type === "history.get" && stream === "internal" && to === "visitor");
}
