import { isolate } from "./isolate.ts";

/** Who else is in a conversation, and what they do. */
export const parties = {
  visitorTypes: "Visitor is typing…",
  agentTypes: (name: string) => `${isolate(name)} is typing…`,
  alsoHere: (names: string) => `Also here: ${names}`,
  sent: "Sent",
  seen: "Seen",
};
