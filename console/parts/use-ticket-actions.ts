import { useState } from "preact/hooks";
import type { AgentClient } from "../../client/agent.ts";
import type { CommandResult } from "../../client/types.ts";
import type { ErrorCode } from "../../protocol/errors.ts";
import type { OpenConversation } from "../conversations.ts";
import type { Verbs } from "../ticket-rules.ts";

/** Somebody else has it. `lost`: we tried to take it and they were quicker; otherwise we asked before trying. */
export type Rival = { id: string; name: string; lost: boolean };

export type Actions = {
  busy: boolean;
  refused: ErrorCode | null;
  /** A second, explicit step before a ticket is taken from a colleague. */
  rival: Rival | null;
  /** Takes what nobody has; for what somebody has, asks first. */
  takeOver: () => void;
  takeOverFromRival: () => void;
  leaveToRival: () => void;
  /** Resolving asks for a line to the visitor first. */
  resolving: boolean;
  askSummary: () => void;
  leaveUnresolved: () => void;
  resolve: (summary: string) => void;
  returnToBot: () => void;
};

/** `onDone`: the button that was pressed goes away, and the focus must not go with it. */
export function useTicketActions(
  open: OpenConversation,
  verbs: Verbs,
  onDone: (next: "reply" | "read") => void,
): Actions {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  const [rival, setRival] = useState<Rival | null>(null);
  const [resolving, setResolving] = useState(false);
  const { owner } = verbs;

  async function run(command: (client: AgentClient) => Promise<CommandResult>, next: "reply" | "read"): Promise<void> {
    // The keyboard does not heed a disabled button.
    if (busy) return;
    setBusy(true);
    setRefused(null);
    setRival(null);
    setResolving(false);
    const result = await open.run(command);
    setBusy(false);
    if (result.kind === "acknowledged") onDone(next);
    else if (result.code === "taken" && result.owner) setRival({ ...result.owner, lost: true });
    else {
      setRefused(result.code);
      onDone("read");
    }
  }
  const claim = (expected: string | null) => void run((client) => client.claim(expected), "reply");

  return {
    busy,
    refused,
    rival: owner.kind === "mine" ? null : rival,
    takeOver() {
      if (owner.kind === "free") claim(null);
      else if (owner.kind === "theirs") setRival({ id: owner.id, name: owner.name, lost: false });
    },
    // The id that the agent has just read: if it passed to a third one meanwhile, the server refuses and says to whom.
    takeOverFromRival: () => rival && claim(rival.id),
    leaveToRival() {
      setRival(null);
      onDone("read");
    },
    // The ticket may have left us while the question stood there.
    resolving: resolving && verbs.resolve,
    askSummary: () => verbs.resolve && setResolving(true),
    leaveUnresolved() {
      setResolving(false);
      onDone("read");
    },
    resolve: (summary) => void run((client) => client.resolve(...(summary === "" ? [] : [summary])), "read"),
    returnToBot: () => verbs.returnToBot && void run((client) => client.returnToBot(), "read"),
  };
}
