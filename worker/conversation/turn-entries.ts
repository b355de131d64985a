import { maskCardNumbers } from "../../protocol/card-numbers.ts";
import { MESSAGE_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type { Author, Body, Explanation, Message, PhraseKey, Spoken, Stream } from "../../protocol/model.ts";
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

export function spoken(key: PhraseKey, params: Record<string, string>, locale: Spoken): Body {
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

/** A resend after a lost acknowledgement is acknowledged again; the same id with another text or other files is a fault of the client. */
export function repeated(
  clientId: string,
  author: Author,
  { text, files = [] }: { text: string; files?: readonly string[] | undefined },
  world: World,
): TurnResult | null {
  const before = world.transcript.find(authorId(author), clientId);
  if (!before) return null;
  const { body } = before;
  const held = body.kind === "text" ? (body.files ?? []).map(({ id }) => id) : [];
  if ((body.kind !== "text" && body.kind !== "note") || body.text !== text || held.join() !== files.join()) {
    return { kind: "refused", clientId, code: "conflict" };
  }
  return {
    kind: "unchanged",
    acknowledgement: { clientId, stream: before.stream, seq: before.seq, at: before.at },
  };
}

/** As it may be stored: without card numbers. Its length is judged as it was written. */
/** @param files with some of them, a message needs no text */
export function checkText(raw: string, files: readonly string[] = []): string | { code: "empty" | "too_big" } {
  const text = raw.toWellFormed().trim();
  if (text === "" && files.length === 0) return { code: "empty" };
  // Code points cost a pass over the text; units bound them from both sides.
  if (text.length > MESSAGE_MAX_CODE_POINTS && [...text].length > MESSAGE_MAX_CODE_POINTS) return { code: "too_big" };
  return maskCardNumbers(text);
}
