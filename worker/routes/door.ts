import type { Context } from "hono";
import type { EventsResponse, FramesResponse } from "../../protocol/api.ts";
import { ERRORS, type ErrorCode } from "../../protocol/errors.ts";
import type { ConversationEvent, InboxEvent } from "../../protocol/frames.ts";
import { ANSWER_WAIT_MS } from "../../protocol/limits.ts";
import { requireOwnOrigin, requireOwnPage } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { agentEntry, inboxEntry } from "./agent-entry.ts";
import { answers, isAnswered } from "./answers.ts";
import { Bridge } from "./bridge.ts";
import { conversationPoll, inboxPoll, type Poll } from "./poll.ts";
import { readFrameText } from "./request.ts";
import { type Entry, requireToken, visitorEntry } from "./visitor-entry.ts";

/*
 * The other door, for networks that block sockets. The route lets in whom it would let in by the socket, opens that very socket
 * itself, speaks the frames, and turns what comes into an answer: one protocol, one turn, and nothing that could differ.
 */

type C = Context<{ Bindings: Env }>;
const NO_STORE = { "Cache-Control": "no-store" };
/** An object sends what belongs together in one go; it arrives in one tick, or in the next one on a busy machine. */
const SETTLE_MS = 20;
const RETRY_MS = 5_000;
/** Follows what has no answer of its own, and has one: when it comes, the sign was heard. A close behind the sign would overtake it. */
const PROBE = "{}";

export async function visitorEvents(c: C): Promise<Response> {
  const entry = visitorEntry(c, await requireToken(c));
  return listen(c, entry, conversationPoll(c.req.query(), false));
}

export async function visitorFrames(c: C): Promise<Response> {
  return command<ConversationEvent>(c, visitorEntry(c, await requireToken(c)), "visitor");
}

export async function agentEvents(c: C): Promise<Response> {
  requireOwnPage(c.env, c.req.raw);
  return listen(c, await agentEntry(c), conversationPoll(c.req.query(), true));
}

export async function agentFrames(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  return command<ConversationEvent>(c, await agentEntry(c), "agent");
}

export async function inboxEvents(c: C): Promise<Response> {
  requireOwnPage(c.env, c.req.raw);
  return listen(c, await inboxEntry(c), inboxPoll(c.req.query()));
}

export async function inboxFrames(c: C): Promise<Response> {
  requireOwnOrigin(c.env, c.req.raw);
  return command<InboxEvent>(c, await inboxEntry(c), "inbox");
}

async function listen<Event extends ConversationEvent | InboxEvent>(
  c: C,
  entry: Entry,
  poll: Poll<Event>,
): Promise<Response> {
  const bridge = await Bridge.open<Event>(entry, { cancelled: c.req.raw.signal });
  if (bridge instanceof Response) return bridge;
  try {
    if (poll.greeting) bridge.send(JSON.stringify(poll.greeting));
    if (!(await bridge.until(poll.whole, ANSWER_WAIT_MS))) throw failure("unavailable");
    if (poll.wait > 0 && !poll.news(bridge.events) && (await bridge.until(poll.news, poll.wait))) {
      await bridge.settle(SETTLE_MS);
    }
    const [failed] = errorCodes(bridge.events);
    if (failed) throw failure(failed);
    const body = { events: bridge.events, state: poll.state(bridge.events) } as EventsResponse;
    return c.json(body, 200, NO_STORE);
  } finally {
    bridge.close();
  }
}

async function command<Event extends ConversationEvent | InboxEvent>(
  c: C,
  entry: Entry,
  to: "visitor" | "agent" | "inbox",
): Promise<Response> {
  const { text, frame } = await readFrameText(c.req.raw);
  if (frame.type === "hello") throw new AppError("bad_request", { message: "hello is what events asks with." });
  const answered = isAnswered(frame, to);
  // What is not answered is a sign. Signs count from those only who are there.
  const bridge = await Bridge.open<Event>(entry, { cancelled: c.req.raw.signal, ready: !answered });
  if (bridge instanceof Response) return bridge;
  try {
    bridge.send(text);
    if (!answered) bridge.send(PROBE);
    const enough = (event: Event) => (answered ? answers(frame, event) : isProbed(event));
    if (!(await bridge.until((events) => events.some(enough), ANSWER_WAIT_MS))) throw failure("unavailable");
    // The turn threw and nothing was stored: that is no answer, the same command is to come again.
    const failed = errorCodes(bridge.events).find((code) => ERRORS[code].status >= 500);
    if (failed) throw failure(failed);
    const events = bridge.events.filter((e) => answers(frame, e) && (answered || !isProbed(e)));
    return c.json({ events } as FramesResponse, 200, NO_STORE);
  } finally {
    bridge.close();
  }
}

function isProbed(event: ConversationEvent | InboxEvent): boolean {
  return event.type === "error" && event.code === "unknown_type";
}

function errorCodes(events: readonly (ConversationEvent | InboxEvent)[]): ErrorCode[] {
  return events.flatMap((event) => (event.type === "error" ? [event.code] : []));
}

function failure(code: ErrorCode): AppError {
  const { status } = ERRORS[code];
  return new AppError(code, status === 429 || status === 503 ? { retryAfterMs: RETRY_MS } : {});
}
