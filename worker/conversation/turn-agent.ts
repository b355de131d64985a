import { maskCardNumbers } from "../../protocol/card-numbers.ts";
import type { Author } from "../../protocol/model.ts";
import type { ConversationState } from "./state.ts";
import * as tickets from "./ticket.ts";
import { activity, changed, checkText, Log, repeated } from "./turn-entries.ts";
import type { Agent, Of, TurnResult, Verb, World } from "./turn-types.ts";

export function message(command: Of<"agent_message">, world: World): TurnResult {
  const author: Author = { kind: "agent", ...command.agent };
  const text = checkText(command.text, command.files);
  if (typeof text !== "string") return { kind: "refused", clientId: command.clientId, code: text.code };
  const before = repeated(command.clientId, author, { text, files: command.files }, world);
  if (before) return before;
  const owned = ownedTicket(command, world);
  if (owned.kind === "refused") return owned;
  const files = world.attached(command.files ?? [], "agent");
  if (!files) return { kind: "refused", clientId: command.clientId, code: "not_found" };
  const log = new Log(world);
  const body = { kind: "text", text, ...(files.length > 0 && { files }) } as const;
  const message = log.add("public", author, body, { clientId: command.clientId });
  const ticket = tickets.agentWrote(owned.ticket);
  const same = ticket === owned.ticket && world.state.floor === "human";
  return changed(log, same ? world.state : { ...world.state, floor: "human", ticket }, message, true);
}

export function note(command: Of<"note">, world: World): TurnResult {
  const author: Author = { kind: "agent", ...command.agent };
  const text = checkText(command.text);
  if (typeof text !== "string") return { kind: "refused", clientId: command.clientId, code: text.code };
  const before = repeated(command.clientId, author, { text }, world);
  if (before) return before;
  const log = new Log(world);
  const message = log.add("internal", author, { kind: "note", text }, { clientId: command.clientId });
  return changed(log, world.state, message, world.state.ticket !== null);
}

export function claim(command: Of<"claim">, world: World): TurnResult {
  const { state } = world;
  if (done(command, world)) return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  if (!state.ticket) return { kind: "refused", clientId: command.clientId, code: "wrong_state" };
  const result = tickets.claim(state.ticket, command.agent, command.expected);
  if (result.kind === "already_yours") {
    return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  }
  if (result.kind === "taken") {
    return { kind: "refused", clientId: command.clientId, code: "taken", owner: result.owner };
  }
  const log = new Log(world);
  log.say("agent_joined", { name: command.agent.name }, command.clientId);
  return changed(log, { ...state, floor: "human", ticket: result.ticket }, command.clientId, true);
}

export function resolve(command: Of<"resolve">, world: World): TurnResult {
  const { ticket: present } = world.state;
  const summary = maskCardNumbers(command.summary.toWellFormed());
  const solved = present !== null && tickets.isSolved(present);
  // A solved ticket is only touched for other words about what was done; the visitor's yes stands.
  if (done(command, world) || (solved && (summary === "" || summary === present.summary))) {
    return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  }
  const owned = ownedTicket(command, world);
  if (owned.kind === "refused") return owned;
  const log = new Log(world);
  // The summary beside the name, so that the transcript keeps it when a later one replaces it in the ticket.
  log.say("resolved", { name: command.agent.name, ...(summary && { summary }) }, command.clientId);
  const ticket = solved ? { ...owned.ticket, summary } : tickets.resolveTicket(owned.ticket, world.now, summary);
  return changed(log, { ...world.state, floor: "nobody", ticket }, command.clientId, true);
}

export function returnToBot(command: Of<"return_to_bot">, world: World): TurnResult {
  if (done(command, world) || world.state.floor === "bot")
    return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  const owned = ownedTicket(command, world);
  if (owned.kind === "refused") return owned;
  const log = new Log(world);
  log.say("agent_returned_to_bot", { name: command.agent.name }, command.clientId);
  log.add("internal", { kind: "system" }, activity({ type: "handed_back", agent: command.agent.name }));
  const ticket = tickets.returnToBot(owned.ticket);
  return changed(log, { ...world.state, floor: "bot", ticket }, command.clientId, true);
}

/** A verb leaves one line of the system with its client id: sent again, late, it must not undo what came after it. */
function done(command: Verb, world: World): boolean {
  return world.transcript.find("system", command.clientId) !== null;
}

/** Only the owner speaks, resolves and hands back; everybody else is told who that is. */
function ownedTicket(
  command: { clientId: string; agent: Agent },
  world: World,
): { kind: "owned"; ticket: NonNullable<ConversationState["ticket"]> } | Extract<TurnResult, { kind: "refused" }> {
  const { ticket } = world.state;
  if (!ticket) return { kind: "refused", clientId: command.clientId, code: "wrong_state" };
  if (ticket.assignee?.id !== command.agent.id) {
    return { kind: "refused", clientId: command.clientId, code: "not_owner", owner: ticket.assignee };
  }
  return { kind: "owned", ticket };
}
