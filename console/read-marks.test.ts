import { expect, test } from "vitest";
import type { AgentId, Author, Message } from "../protocol/model.ts";
import { markOf, readMarks } from "./read-marks.ts";

const VISITOR: Author = { kind: "visitor" };
const BOT: Author = { kind: "bot" };
const ANNA: Author = { kind: "agent", id: "a_anna" as AgentId, name: "Anna" };

/** Marks of the messages of these authors, when the visitor has seen up to `seen`. */
function marks(authors: Author[], seen: number) {
  const list = authors.map(
    (author, i): Message => ({ stream: "public", seq: i + 1, at: i, author, body: { kind: "text", text: "" } }),
  );
  return readMarks({ messages: { public: list, internal: [] }, read: { visitor: seen, agent: 0 } });
}

test.each<[string, Author[], number, { sent: number | null; seen: number | null }]>([
  ["nobody of the desk has written", [VISITOR, BOT], 2, { sent: null, seen: null }],
  ["nothing known of the visitor", [VISITOR, ANNA], 0, { sent: 2, seen: null }],
  ["seen", [VISITOR, ANNA], 2, { sent: null, seen: 2 }],
  ["the last one not yet", [ANNA, ANNA, ANNA], 2, { sent: 3, seen: 2 }],
  ["seen far beyond: the visitor's own words came after", [ANNA, VISITOR], 2, { sent: null, seen: 1 }],
  ["the mark stays at the desk's own message", [ANNA, BOT, VISITOR], 3, { sent: null, seen: 1 }],
])("%s", (_, authors, seen, expected) => {
  expect(marks(authors, seen)).toEqual(expected);
});

test("a mark belongs to the public stream", () => {
  const both = { sent: 3, seen: 2 };
  expect(markOf(both, { stream: "public", seq: 2 })).toBe("seen");
  expect(markOf(both, { stream: "public", seq: 3 })).toBe("sent");
  expect(markOf(both, { stream: "public", seq: 1 })).toBeNull();
  expect(markOf(both, { stream: "internal", seq: 2 })).toBeNull();
});
