import { describe, expect, test } from "vitest";
import type { ConversationEvent } from "../protocol/frames.ts";
import type { Author, FileRef, Message } from "../protocol/model.ts";
import { type Input, initialState, type State } from "./state.ts";
import { movedMessage, step } from "./step.ts";
import { COLLEAGUE } from "./testing/model-server.ts";
import type { PendingMessage } from "./types.ts";

const VISITOR: Author = { kind: "visitor" };
const message = (seq: number, author: Author = COLLEAGUE, clientId?: string): Message => ({
  stream: "public",
  seq,
  at: 0,
  author,
  body: { kind: "text", text: `m${seq}` },
  ...(clientId && { clientId }),
});
const page = (from: number, to: number): ConversationEvent => ({
  type: "messages.page",
  stream: "public",
  from,
  to,
  messages: Array.from({ length: to - from + 1 }, (_, i) => message(from + i)),
  more: false,
});
const welcome = (epoch = "e1"): ConversationEvent => ({ type: "welcome", epoch, now: 0, heads: { public: 0 } });
const mine: PendingMessage = { clientId: "message-1", text: "mine", state: "pending", at: 0 };

/** Runs inputs (a server's event stands for itself); gives the end and all frames that left. */
function run(...inputs: (Input | ConversationEvent)[]) {
  let state: State = initialState("visitor");
  const sent: object[] = [];
  for (const input of inputs) {
    const next = step(state, "on" in input ? input : { on: "frame", frame: input });
    state = next.state;
    for (const effect of next.effects) if (effect.do === "send") sent.push(effect.frame);
  }
  const list = state.lists.public;
  return { state, sent, seqs: list.messages.map((m) => m.seq), hasOlder: list.hasOlder };
}

test("what this version does not know changes nothing", () => {
  const { state } = run({ on: "opened" }, welcome());
  for (const frame of [
    null,
    7,
    "text",
    [],
    {},
    { type: 7 },
    { type: "weather.changed" },
    { type: "message.created" },
  ]) {
    expect(step(state, { on: "frame", frame })).toEqual({ state, effects: [] });
  }
  const strange = { type: "messages.page", stream: "constructor", from: 1, to: 1, messages: [message(1)] };
  expect(step(state, { on: "frame", frame: strange })).toEqual({ state, effects: [] });
  const more = { ...message(1), mood: "sunny" };
  expect(step(state, { on: "frame", frame: { type: "message.created", message: more, extra: 1 } }).effects).toEqual([]);
});

test("before welcome nothing enters the list: nobody knows of which epoch it is", () => {
  expect(run({ on: "opened" }, page(1, 3), { type: "message.created", message: message(1) }).seqs).toEqual([]);
});

test("a gap asks once for what is missing and holds back until it has come", () => {
  const gap = { type: "message.created", message: message(5) } as const;
  const { sent, seqs } = run({ on: "opened" }, welcome(), page(1, 2), gap, gap, welcome(), page(3, 5), gap);
  expect(sent).toEqual([
    { type: "hello", have: { public: 0 }, epoch: null },
    { type: "hello", have: { public: 2 }, epoch: "e1" },
  ]);
  expect(seqs).toEqual([1, 2, 3, 4, 5]);
});

test("a page with a hole in it is not believed", () => {
  const holed = { ...page(1, 3), messages: [message(1), message(3)] } as ConversationEvent;
  expect(run({ on: "opened" }, welcome(), holed).seqs).toEqual([]);
});

test("an older page that answers a list that is no more changes nothing", () => {
  const late = run({ on: "opened" }, welcome(), page(50, 52), page(90, 92), page(47, 49));
  expect(late.seqs).toEqual([90, 91, 92]);
  expect(late.hasOlder).toBe(true);
});

test("a page that overlaps on both sides", () => {
  const { seqs, hasOlder } = run({ on: "opened" }, welcome(), page(3, 4), page(2, 6));
  expect([seqs, hasOlder]).toEqual([[2, 3, 4, 5, 6], true]);
});

test("older pages: one question at a time, again after an error, never after an empty answer", () => {
  const older: Input = { on: "older", stream: "public" };
  const start = [{ on: "opened" }, welcome(), page(5, 6), older, older] as const;
  expect(run(...start).sent).toHaveLength(2);
  expect(run(...start).sent[1]).toEqual({ type: "history.get", stream: "public", before: 5 });
  expect(run(...start, { type: "error", code: "internal" }, older).sent).toHaveLength(3);
  const empty = run(...start, { ...page(1, 0) }, older);
  expect([empty.hasOlder, empty.sent.length]).toEqual([false, 2]);
});

test("acknowledged before it arrives: shown on, not sent again, gone when its seq is there", () => {
  const acknowledged: ConversationEvent = {
    type: "command.acknowledged",
    clientId: mine.clientId,
    stream: "public",
    seq: 2,
  };
  const start = [{ on: "opened" }, welcome(), { on: "message", message: mine }, acknowledged] as const;
  expect(run(...start).state.queue).toMatchObject([{ message: mine, stored: 2 }]);
  expect(run(...start, { on: "lost", tooBig: false }, { on: "opened" }).sent.map((f) => "text" in f)).toEqual([
    false,
    true,
    false,
  ]);
  expect(run(...start, page(1, 2)).state.queue).toEqual([]);
  // A restored backup: the seq means nothing there, so it must not wait for it.
  expect(run(...start, { on: "opened" }, welcome("e2")).state.queue).toEqual([]);
  const elsewhere: ConversationEvent = { type: "command.acknowledged", clientId: mine.clientId };
  expect(run({ on: "opened" }, welcome(), { on: "message", message: mine }, elsewhere).state.queue).toEqual([]);
});

test("an id of mine on somebody else's message is not mine", () => {
  const start = [{ on: "opened" }, welcome(), { on: "message", message: mine }] as const;
  const created = (author: Author): ConversationEvent => ({
    type: "message.created",
    message: message(1, author, mine.clientId),
  });
  expect(run(...start, created(COLLEAGUE)).state.queue).toHaveLength(1);
  expect(run(...start, created(VISITOR)).state.queue).toHaveLength(0);
});

test("a message that failed with the connection, but was stored, is shown once", () => {
  const { state, seqs } = run(
    { on: "opened" },
    { on: "message", message: mine },
    { on: "lost", tooBig: false },
    { on: "phase", phase: "refused", refusal: "forbidden_origin" },
    { on: "phase", phase: "connecting", refusal: null },
    { on: "opened" },
    welcome(),
    { type: "message.created", message: message(1, VISITOR, mine.clientId) },
  );
  expect([seqs, state.queue]).toEqual([[1], []]);
});

test("acknowledged before the first welcome, and lost with a restored backup: it does not wait for ever", () => {
  const ack: ConversationEvent = { type: "command.acknowledged", clientId: "message-1", stream: "public", seq: 1 };
  const { state } = run(
    { on: "message", message: mine },
    { on: "opened" },
    ack,
    { on: "lost", tooBig: false },
    { on: "opened" },
    welcome("e2"),
  );
  expect(state.queue).toEqual([]);
});

test("read marks never go back within an epoch; a restored one has its own", () => {
  const read = (visitor: number, agent: number): ConversationEvent => ({
    type: "read.changed",
    read: { visitor, agent },
  });
  const greeted = (epoch: string, visitor: number, agent: number) =>
    ({ ...welcome(epoch), read: { visitor, agent } }) as ConversationEvent;
  const marks = (...events: ConversationEvent[]) => run({ on: "opened" }, ...events).state.read;
  expect(marks(greeted("e1", 3, 4), read(5, 2))).toEqual({ visitor: 5, agent: 4 });
  expect(marks(greeted("e1", 3, 4), read(2, 6), greeted("e1", 1, 1))).toEqual({ visitor: 3, agent: 6 });
  expect(marks(greeted("e1", 3, 4), welcome("e1"))).toEqual({ visitor: 3, agent: 4 });
  expect(marks(greeted("e1", 3, 4), greeted("e2", 1, 1))).toEqual({ visitor: 1, agent: 1 });
});

describe("what goes along to another conversation", () => {
  const files = [{ id: `f_${"a".repeat(26)}`, name: "a.txt", type: "text/plain", size: 1 } as FileRef];

  test("words without the files and the choice, which were the old one's; a way of asking that is nobody's stays", () => {
    expect(movedMessage({ ...mine, files, choice: { of: 7, pick: "x" }, consent: "v1" })).toEqual({
      ...mine,
      consent: "v1",
    });
    const human = { ...mine, choice: { of: 0, pick: "human" } };
    expect(movedMessage({ ...human, files })).toEqual(human);
  });

  test("files without words do not go out: the message has failed, shows them, and can be discarded", () => {
    const { state, sent } = run(
      { on: "message", message: { ...mine, text: "", files } },
      { on: "message", message: { ...mine, clientId: "message-2", files } },
      { on: "moved", stored: [] },
      { on: "opened" },
      welcome(),
    );
    expect(state.queue.map(({ message: m }) => m)).toEqual([
      { ...mine, text: "", files, state: "failed", code: "not_found" },
      { ...mine, clientId: "message-2" },
    ]);
    expect(sent.filter((frame) => "clientId" in frame)).toEqual([
      { type: "message.send", clientId: "message-2", text: "mine" },
    ]);
    expect(step(state, { on: "discard", clientId: "message-1" }).state.queue).toHaveLength(1);
  });
});
