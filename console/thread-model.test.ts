import fc from "fast-check";
import { expect, test } from "vitest";
import type { AgentId, Author, Body, Message, Stream } from "../protocol/model.ts";
import { mergeThread, type Thread } from "./thread-model.ts";

const visitor: Author = { kind: "visitor" };
const agent = (id: string): Author => ({ kind: "agent", id: id as AgentId, name: id });

function message(stream: Stream, seq: number, at: number, author: Author = visitor): Message {
  const body: Body = stream === "public" ? { kind: "text", text: `p${seq}` } : { kind: "note", text: `n${seq}` };
  return { stream, seq, at, author, body };
}
const publics = (...ats: number[]) => ats.map((at, i) => message("public", i + 1, at));
const internals = (...ats: number[]) => ats.map((at, i) => message("internal", i + 1, at));
const none = { public: false, internal: false };
const oneDay = () => "today";
const keys = (thread: Thread) => thread.items.filter((i) => i.kind === "message").map((i) => i.key);

test("two streams become one by time, the public one first at the same instant", () => {
  const thread = mergeThread(
    { messages: { public: publics(10, 20, 30), internal: internals(20, 25) }, hasOlder: none, pending: [] },
    oneDay,
  );
  expect(keys(thread)).toEqual(["public-1", "public-2", "internal-1", "internal-2", "public-3"]);
  expect(thread.older).toEqual([]);
});

test("a stream keeps its order when the server's clock was set back", () => {
  const thread = mergeThread(
    { messages: { public: publics(100, 50, 60), internal: internals(55) }, hasOlder: none, pending: [] },
    oneDay,
  );
  expect(keys(thread).filter((k) => k.startsWith("public"))).toEqual(["public-1", "public-2", "public-3"]);
});

test("nothing is shown above the point where one of the streams is not loaded yet", () => {
  const snapshot = { messages: { public: publics(100, 110), internal: internals(10, 105) }, pending: [] };
  const cut = mergeThread({ ...snapshot, hasOlder: { public: true, internal: false } }, oneDay);
  expect(keys(cut)).toEqual(["public-1", "internal-2", "public-2"]);
  expect(cut.older).toEqual(["public"]);
  expect(keys(mergeThread({ ...snapshot, hasOlder: none }, oneDay))).toHaveLength(4);
});

test("the stream that hides the most is asked for first", () => {
  const messages = { public: publics(100), internal: internals(300) };
  expect(mergeThread({ messages, hasOlder: { public: true, internal: true }, pending: [] }, oneDay).older).toEqual([
    "internal",
  ]);
});

test("the speaker is named again after another one, after a silence, after a day, and for a note", () => {
  const minute = 60_000;
  const thread = mergeThread(
    {
      messages: {
        public: [
          message("public", 1, 0),
          message("public", 2, minute),
          message("public", 3, 7 * minute),
          message("public", 4, 8 * minute, agent("anna")),
          message("public", 5, 9 * minute, agent("boris")),
          message("public", 6, 11 * minute, agent("boris")),
        ],
        internal: [message("internal", 1, 10 * minute, agent("boris"))],
      },
      hasOlder: none,
      pending: [],
    },
    (at) => (at <= 8 * minute ? "a" : "b"),
  );
  const continued = thread.items.flatMap((i) => (i.kind === "message" && i.continued ? [i.key] : []));
  expect(continued).toEqual(["public-2"]);
  expect(thread.items.filter((i) => i.kind === "day").map((i) => i.at)).toEqual([0, 9 * minute]);
});

test("one's own unsent messages stand at the end", () => {
  const pending = [{ clientId: "x1234567", text: "hi", state: "pending" as const, at: 1 }];
  const thread = mergeThread({ messages: { public: publics(10), internal: [] }, hasOlder: none, pending }, oneDay);
  expect(thread.items.at(-1)).toEqual({ kind: "pending", key: "pending-x1234567", pending: pending[0] });
});

test("property: no message is lost or doubled when both streams are whole, and keys are unique", () => {
  const ats = fc.array(fc.nat(50), { maxLength: 20 });
  fc.assert(
    fc.property(ats, ats, (p, i) => {
      const messages = { public: publics(...p), internal: internals(...i) };
      const thread = mergeThread({ messages, hasOlder: none, pending: [] }, (at) => String(at % 3));
      expect(keys(thread).toSorted()).toEqual(
        [...messages.public, ...messages.internal].map((m) => `${m.stream}-${m.seq}`).toSorted(),
      );
      expect(new Set(thread.items.map((item) => item.key)).size).toBe(thread.items.length);
    }),
  );
});
