import { describe, expect, test } from "vitest";
import type { AgentId, Author, Message } from "../protocol/model.ts";
import { countUnread, readSeen, writeSeen } from "./unread.ts";

const agent: Author = { kind: "agent", id: "a_1" as AgentId, name: "Maria" };

function messages(...authors: Author[]): Message[] {
  return authors.map((author, i) => ({
    stream: "public",
    seq: i + 1,
    at: 0,
    author,
    body: { kind: "text", text: "x" },
  }));
}

describe("unread", () => {
  const list = messages({ kind: "visitor" }, { kind: "bot" }, { kind: "system" }, agent, agent);

  test("counts bot and agent, not the visitor and the system", () => {
    expect(countUnread(list, 0)).toBe(3);
  });

  test("counts from what was seen on", () => {
    expect(countUnread(list, 4)).toBe(1);
    expect(countUnread(list, 5)).toBe(0);
  });
});

describe("what was seen", () => {
  test("outlives a reload", () => {
    expect(readSeen(writeSeen({ conversation: "c_1", seq: 7 }), "c_1")).toBe(7);
  });

  test.each([
    ["nothing", null],
    ["another conversation's", "c_2 7"],
    ["broken", "c_1 x"],
    ["broken too", "{}"],
  ])("%s counts as none", (_, stored) => {
    expect(readSeen(stored, "c_1")).toBe(0);
  });
});
