import { createHash } from "node:crypto";
import * as z from "zod";
import type { ConversationEvent, InboxEvent } from "../../protocol/frames.ts";
import { POLL_WAIT_MS } from "../../protocol/limits.ts";
import { AppError } from "../app-error.ts";

/** A question for news: when is the answer to it whole, when is it worth giving, and what is to be asked with next time. */
export type Poll<Event extends { type: string }> = {
  /** Said first; null: the object begins by itself. */
  greeting: object | null;
  /** What was there already has come. */
  whole: (events: readonly Event[]) => boolean;
  /** There is something that the caller does not know yet. */
  news: (events: readonly Event[]) => boolean;
  state: (events: readonly Event[]) => string;
  /** ms */
  wait: number;
};

const seq = z.coerce.number().int().nonnegative().default(0);
const wait = z.coerce
  .number()
  .nonnegative()
  .default(0)
  .transform((ms) => Math.min(ms, POLL_WAIT_MS));
const state = z.string().max(100).default("");
const conversationQuery = z.object({
  public: seq,
  internal: seq,
  epoch: z.string().max(100).nullable().default(null),
  state,
  wait,
});
const inboxQuery = z.object({ state, wait });

/** Throws bad_request with the field. */
export function conversationPoll(query: Record<string, string>, agent: boolean): Poll<ConversationEvent> {
  const asked = parse(conversationQuery, query);
  const have = agent ? { public: asked.public, internal: asked.internal } : { public: asked.public };
  return {
    greeting: { type: "hello", have, epoch: asked.epoch },
    whole: (events) => events.some(isError) || caughtUp(events, have, asked.epoch),
    news: (events) =>
      events.some((e) => e.type !== "welcome") ||
      events.some((e) => e.type === "welcome" && e.epoch !== asked.epoch) ||
      conversationState(events) !== asked.state,
    state: conversationState,
    wait: asked.wait,
  };
}

/** Throws bad_request with the field. */
export function inboxPoll(query: Record<string, string>): Poll<InboxEvent> {
  const asked = parse(inboxQuery, query);
  return {
    greeting: null,
    whole: (events) => events.some((e) => e.type === "welcome" || isError(e)),
    news: (events) => events.some((e) => e.type !== "welcome") || inboxState(events) !== asked.state,
    state: inboxState,
    wait: asked.wait,
  };
}

/** The pages that follow a welcome are of the streams of which the caller lacks something, each up to one that says that it is the last. */
function caughtUp(
  events: readonly ConversationEvent[],
  have: { public: number; internal?: number },
  epoch: string | null,
): boolean {
  const welcome = events.find((e) => e.type === "welcome");
  if (!welcome) return false;
  return (["public", "internal"] as const).every((stream) => {
    const head = welcome.heads[stream] ?? 0;
    const known = welcome.epoch === epoch ? (have[stream] ?? 0) : 0;
    // Who has more than there is lived with another past, and gets everything.
    if (head === 0 || known === head) return true;
    return events.some((e) => e.type === "messages.page" && e.stream === stream && !e.more);
  });
}

/** Views and read marks as the caller knows them after these events, as one short word. */
function conversationState(events: readonly ConversationEvent[]): string {
  const known: Record<string, unknown> = {};
  for (const event of events) {
    if (event.type === "welcome") {
      Object.assign(known, { conversation: event.conversation, ticket: event.ticket, read: event.read });
    } else if (event.type === "conversation.changed") known.conversation = event.conversation;
    else if (event.type === "ticket.changed") known.ticket = event.ticket;
    else if (event.type === "read.changed") known.read = event.read;
  }
  return createHash("sha256").update(JSON.stringify(known)).digest("base64url").slice(0, 16);
}

function inboxState(events: readonly InboxEvent[]): string {
  return events.reduce((known, event) => ("revision" in event && event.revision) || known, "");
}

function isError({ type }: { type: string }): boolean {
  return type === "error";
}

function parse<T>(schema: z.ZodType<T>, query: Record<string, string>): T {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new AppError("bad_request", { message: issue?.message ?? "bad request", field: issue?.path.join(".") ?? "" });
}
