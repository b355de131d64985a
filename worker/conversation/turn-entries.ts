import { MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type { Author, Body, Explanation, Locale, Message, PhraseKey, Stream } from "../../protocol/model.ts";
import { phrase } from "../bot/phrases.ts";
import type { ConversationState, Heads } from "./state.ts";
import { authorId, type TurnResult, type World } from "./turn-types.ts";

/* What every turn does: collect entries, tell a repeat from a new command, check a text. */

/** Collects the entries of one turn and gives them their seq. */
export class Log {
  readonly entries: Message[] = [];
  readonly #heads: Heads;
  readonly #world: Pick<World, "now" | "state" | "transcript">;

  constructor(world: Pick<World, "now" | "state" | "transcript">) {
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
  say(
    key: "agent_joined" | "resolved" | "agent_returned_to_bot" | "reopened",
    params: Record<string, string>,
    clientId: string,
  ): void {
    const locale = this.#world.state.context?.locale ?? "en";
    this.add("public", { kind: "system" }, spoken(key, params, locale), { clientId });
  }
}

export function spoken(key: PhraseKey, params: Record<string, string>, locale: Locale): Body {
  return { kind: "phrase", phrase: phrase(key, params, locale), options: [] };
}

export function activity(value: Extract<Body, { kind: "activity" }>["activity"]): Body {
  return { kind: "activity", activity: value };
}

export function changed(
  log: Log,
  state: ConversationState,
  done: Message | string,
  sync: boolean,
): Extract<TurnResult, { kind: "changed" }> {
  const acknowledgement =
    typeof done === "string"
      ? { clientId: done }
      : { clientId: done.clientId ?? "", stream: done.stream, seq: done.seq, at: done.at };
  return { kind: "changed", entries: log.entries, state, acknowledgement, sync };
}

/** A resend after a lost acknowledgement is acknowledged again; the same id with another text is a fault of the client. */
export function repeated(clientId: string, author: Author, text: string, world: World): TurnResult | null {
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

export function checkText(raw: string): string | { code: "empty" | "too_big" } {
  const text = raw.toWellFormed().trim();
  if (text === "") return { code: "empty" };
  // Code points cost a pass over the text; units bound them from both sides.
  if (text.length > MESSAGE_MAX_CODE_POINTS && [...text].length > MESSAGE_MAX_CODE_POINTS) return { code: "too_big" };
  return text;
}
