import type { ErrorCode } from "../../protocol/errors.ts";
import type { PageContext } from "../../protocol/frames.ts";
import { MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type {
  AgentId,
  Author,
  Body,
  Explanation,
  Locale,
  Message,
  PhraseKey,
  Stream,
  VisitorContext,
} from "../../protocol/model.ts";
import { phrase } from "../bot/phrases.ts";
import type { BotInput, BotReply } from "../bot/respond.ts";
import { smallTalk } from "../bot/small-talk.ts";
import type { ConversationState, Heads } from "./state.ts";
import { subjectOf } from "./subject.ts";
import * as tickets from "./ticket.ts";

/*
 * One command of one peer → a list of changes. Pure and synchronous: the object loads what it needs before, and writes what
 * comes out in one commit. This is the only place where a conversation changes.
 */

type Agent = { id: AgentId; name: string };

export type Command =
  | {
      kind: "visitor_message";
      clientId: string;
      text: string;
      choice?: { of: number; pick: string } | undefined;
      context?: PageContext | undefined;
      /** From the socket's User-Agent header. */
      browser: string;
    }
  | { kind: "contact"; clientId: string; contact: string }
  | { kind: "agent_message"; clientId: string; agent: Agent; text: string }
  | { kind: "note"; clientId: string; agent: Agent; text: string }
  | { kind: "claim"; clientId: string; agent: Agent; expected: string | null }
  | { kind: "resolve"; clientId: string; agent: Agent }
  | { kind: "return_to_bot"; clientId: string; agent: Agent };

/** What is stored, as far as a turn may look at it. */
export type Transcript = {
  heads: Heads;
  find(authorId: string, clientId: string): Message | null;
  /** Last public messages, oldest first. */
  recent(count: number): Message[];
};

export type World = {
  now: number;
  state: ConversationState;
  transcript: Transcript;
  settingsVersion: number;
  respond: (input: BotInput) => BotReply;
  /** Whether the visitor may say one more thing now. Asked once, for what is no repeat. */
  mayWrite: () => boolean;
};

export type Acknowledgement = { clientId: string; stream?: Stream; seq?: number; at?: number };

export type TurnResult =
  | {
      kind: "changed";
      entries: Message[];
      state: ConversationState;
      acknowledgement: Acknowledgement;
      /** The ticket changed: the Inbox must hear of it. */
      sync: boolean;
    }
  /** Seen before, or already so: acknowledged again, nothing written. */
  | { kind: "unchanged"; acknowledgement: Acknowledgement }
  | { kind: "refused"; clientId: string; code: ErrorCode; owner?: Agent | null };

/** How much of the transcript the bot may look back on. */
const BOT_MEMORY = 20;

/** Who wrote, as a storage key: the pair (author id, client id) is unique. */
export function authorId(author: Author): string {
  return author.kind === "agent" ? author.id : author.kind;
}

export function turn(command: Command, world: World): TurnResult {
  switch (command.kind) {
    case "visitor_message":
      return visitorMessage(command, world);
    case "contact":
      return contact(command, world);
    case "agent_message":
      return agentMessage(command, world);
    case "note":
      return note(command, world);
    case "claim":
      return claim(command, world);
    case "resolve":
      return resolve(command, world);
    case "return_to_bot":
      return returnToBot(command, world);
  }
}

type Of<Kind extends Command["kind"]> = Extract<Command, { kind: Kind }>;

function visitorMessage(command: Of<"visitor_message">, world: World): TurnResult {
  const author: Author = { kind: "visitor" };
  const text = checkText(command.text);
  if (typeof text !== "string") return { kind: "refused", clientId: command.clientId, code: text.code };
  const before = repeated(command.clientId, author, text, world);
  if (before) return before;
  if (!world.mayWrite()) return { kind: "refused", clientId: command.clientId, code: "too_many" };

  const history = world.transcript.recent(BOT_MEMORY);
  const pick = validPick(command.choice, history);
  const log = new Log(world);
  const message = log.add("public", author, pick ? { kind: "text", text, pick } : { kind: "text", text }, {
    clientId: command.clientId,
  });

  let { state } = world;
  if (command.context) state = onPage(state, { ...command.context, browser: command.browser });
  const locale = state.context?.locale ?? "en";
  const hadTicket = state.ticket !== null;

  if (state.floor === "bot") {
    const said = { text, locale, history, hasContact: state.contact !== null };
    const reply = world.respond(pick ? { ...said, pick } : said);
    log.add("public", { kind: "bot" }, reply.body, { explanation: reply.explanation });
    if (reply.escalate) {
      const subject = subjectOf(text, pick, reply.escalate, history);
      const ticket = state.ticket
        ? tickets.escalateAgain(state.ticket, world.now, reply.escalate, subject)
        : tickets.openTicket({
            now: world.now,
            reason: reply.escalate,
            subject,
            contact: state.contact,
            settingsVersion: world.settingsVersion,
          });
      state = { ...state, floor: "human", ticket };
    }
  } else if (state.ticket && !(state.floor === "nobody" && isFarewell(text, pick))) {
    const ticket = tickets.visitorWrote(state.ticket, world.now);
    if (state.floor === "nobody") log.add("public", { kind: "system" }, spoken("reopened", {}, locale));
    if (ticket !== state.ticket) state = { ...state, floor: "human", ticket };
  }
  return changed(log, state, message, hadTicket || state.ticket !== null);
}

function contact(command: Of<"contact">, world: World): TurnResult {
  const { state } = world;
  if (world.transcript.find("visitor", command.clientId) || state.contact === command.contact)
    return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  if (!world.mayWrite()) return { kind: "refused", clientId: command.clientId, code: "too_many" };
  if (!isContact(command.contact)) return { kind: "refused", clientId: command.clientId, code: "bad_request" };
  const log = new Log(world);
  const body = activity({ type: "contact_given", contact: command.contact });
  log.add("internal", { kind: "visitor" }, body, { clientId: command.clientId });
  const ticket = state.ticket && { ...state.ticket, contact: command.contact };
  return changed(log, { ...state, contact: command.contact, ticket }, command.clientId, ticket !== null);
}

function agentMessage(command: Of<"agent_message">, world: World): TurnResult {
  const author: Author = { kind: "agent", ...command.agent };
  const text = checkText(command.text);
  if (typeof text !== "string") return { kind: "refused", clientId: command.clientId, code: text.code };
  const before = repeated(command.clientId, author, text, world);
  if (before) return before;
  const owned = ownedTicket(command, world);
  if (owned.kind === "refused") return owned;
  const log = new Log(world);
  const message = log.add("public", author, { kind: "text", text }, { clientId: command.clientId });
  const ticket = tickets.agentWrote(owned.ticket);
  const same = ticket === owned.ticket && world.state.floor === "human";
  return changed(log, same ? world.state : { ...world.state, floor: "human", ticket }, message, true);
}

function note(command: Of<"note">, world: World): TurnResult {
  const author: Author = { kind: "agent", ...command.agent };
  const text = checkText(command.text);
  if (typeof text !== "string") return { kind: "refused", clientId: command.clientId, code: text.code };
  const before = repeated(command.clientId, author, text, world);
  if (before) return before;
  const log = new Log(world);
  const message = log.add("internal", author, { kind: "note", text }, { clientId: command.clientId });
  return changed(log, world.state, message, world.state.ticket !== null);
}

function claim(command: Of<"claim">, world: World): TurnResult {
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
  log.say("agent_joined", command);
  return changed(log, { ...state, floor: "human", ticket: result.ticket }, command.clientId, true);
}

function resolve(command: Of<"resolve">, world: World): TurnResult {
  if (done(command, world) || world.state.ticket?.status === "resolved") {
    return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  }
  const owned = ownedTicket(command, world);
  if (owned.kind === "refused") return owned;
  const log = new Log(world);
  log.say("resolved", command);
  const ticket = tickets.resolveTicket(owned.ticket, world.now);
  return changed(log, { ...world.state, floor: "nobody", ticket }, command.clientId, true);
}

function returnToBot(command: Of<"return_to_bot">, world: World): TurnResult {
  if (done(command, world) || world.state.floor === "bot")
    return { kind: "unchanged", acknowledgement: { clientId: command.clientId } };
  const owned = ownedTicket(command, world);
  if (owned.kind === "refused") return owned;
  const log = new Log(world);
  log.say("agent_returned_to_bot", command);
  log.add("internal", { kind: "system" }, activity({ type: "handed_back", agent: command.agent.name }));
  const ticket = tickets.returnToBot(owned.ticket);
  return changed(log, { ...world.state, floor: "bot", ticket }, command.clientId, true);
}

type Verb = Of<"claim" | "resolve" | "return_to_bot">;

/** A verb leaves one line of the system with its client id: sent again, late, it must not undo what came after it. */
function done(command: Verb, world: World): boolean {
  return world.transcript.find("system", command.clientId) !== null;
}

/** Collects the entries of one turn and gives them their seq. */
class Log {
  readonly entries: Message[] = [];
  readonly #heads: Heads;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.#heads = { ...world.transcript.heads };
  }

  add(
    stream: Stream,
    author: Author,
    body: Body,
    extra: { clientId?: string; explanation?: Explanation } = {},
  ): Message {
    this.#heads[stream] += 1;
    const message: Message = { stream, seq: this.#heads[stream], at: this.#world.now, author, body, ...extra };
    this.entries.push(message);
    return message;
  }

  /** A fixed phrase of the system for everybody, in the visitor's language. */
  say(key: "agent_joined" | "resolved" | "agent_returned_to_bot", { clientId, agent }: Verb): void {
    const locale = this.#world.state.context?.locale ?? "en";
    this.add("public", { kind: "system" }, spoken(key, { name: agent.name }, locale), { clientId });
  }
}

function spoken(key: PhraseKey, params: Record<string, string>, locale: Locale): Body {
  return { kind: "phrase", phrase: phrase(key, params, locale), options: [] };
}

/** "Thank you, bye" after the matter is solved is stored, and opens nothing again. */
function isFarewell(text: string, pick: string | undefined): boolean {
  const talk = pick === undefined ? smallTalk(text) : null;
  return talk === "thanks" || talk === "yes";
}

function activity(value: Extract<Body, { kind: "activity" }>["activity"]): Body {
  return { kind: "activity", activity: value };
}

function changed(log: Log, state: ConversationState, done: Message | string, sync: boolean): TurnResult {
  const acknowledgement =
    typeof done === "string"
      ? { clientId: done }
      : { clientId: done.clientId ?? "", stream: done.stream, seq: done.seq, at: done.at };
  return { kind: "changed", entries: log.entries, state, acknowledgement, sync };
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

/** A resend after a lost acknowledgement is acknowledged again; the same id with another text is a fault of the client. */
function repeated(clientId: string, author: Author, text: string, world: World): TurnResult | null {
  const before = world.transcript.find(authorId(author), clientId);
  if (!before) return null;
  const { body } = before;
  if ((body.kind !== "text" && body.kind !== "note") || body.text !== text) {
    return { kind: "refused", clientId, code: "conflict" };
  }
  return {
    kind: "unchanged",
    acknowledgement: { clientId, stream: before.stream, seq: before.seq, at: before.at },
  };
}

function checkText(raw: string): string | { code: "empty" | "too_big" } {
  const text = raw.toWellFormed().trim();
  if (text === "") return { code: "empty" };
  // Code points cost a pass over the text; units bound them from both sides.
  if (text.length > MESSAGE_MAX_CODE_POINTS && [...text].length > MESSAGE_MAX_CODE_POINTS) return { code: "too_big" };
  return text;
}

/** The same page as before makes no new state: that would be a row per message. */
function onPage(state: ConversationState, context: VisitorContext): ConversationState {
  const fields = Object.keys(context) as (keyof VisitorContext)[];
  return state.context && fields.every((f) => state.context?.[f] === context[f]) ? state : { ...state, context };
}

/** An e-mail address or a telephone number, as far as a look can tell; whoever writes there finds out the rest. */
function isContact(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) || text.replaceAll(/\D/g, "").length >= 5;
}

/** A button counts only if the bot offered it; the panel's own "talk to a human" is always there (of = 0). */
function validPick(choice: { of: number; pick: string } | undefined, history: readonly Message[]): string | undefined {
  if (!choice) return undefined;
  if (choice.of === 0) return choice.pick === "human" ? "human" : undefined;
  const body = history.find((m) => m.seq === choice.of && m.author.kind === "bot")?.body;
  if (!body || (body.kind !== "answer" && body.kind !== "phrase")) return undefined;
  return body.options.some((o) => o.pick === choice.pick) ? choice.pick : undefined;
}
