import type { AgentView } from "../protocol/frames.ts";
import type { AgentId } from "../protocol/model.ts";

/**
 * What this agent can do with a conversation now, so that no button promises what the server refuses. The server judges
 * again: between look and click anything may change.
 */
export type Verbs = {
  /** mine: nothing to take. free: nobody has it. theirs: somebody else does. none: there is no ticket. */
  owner: { kind: "mine" } | { kind: "free" } | { kind: "theirs"; id: AgentId; name: string } | { kind: "none" };
  reply: boolean;
  resolve: boolean;
  returnToBot: boolean;
};

export function verbsOf({ ticket }: Pick<AgentView, "ticket">, me: AgentId): Verbs {
  if (!ticket) return { owner: { kind: "none" }, reply: false, resolve: false, returnToBot: false };
  const { assignee, status } = ticket;
  if (!assignee) return { owner: { kind: "free" }, reply: false, resolve: false, returnToBot: false };
  if (assignee.id !== me) {
    return { owner: { kind: "theirs", ...assignee }, reply: false, resolve: false, returnToBot: false };
  }
  const solved = status === "resolved" || status === "closed";
  // A solved ticket can be answered once more: that opens it again.
  return { owner: { kind: "mine" }, reply: true, resolve: !solved, returnToBot: !solved };
}
