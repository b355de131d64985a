import { describe, expect, it } from "vitest";
import { TYPING_MS } from "../../protocol/limits.ts";
import type { AgentId, SiteId } from "../../protocol/model.ts";
import { changesViewers, isTyping, type Present, readMarksOf, viewersOf } from "./presence.ts";

const visitor = (part: Partial<Present> = {}): Present => ({
  peer: { role: "visitor", siteId: "demo" as SiteId, browser: "" },
  ...part,
});
const agent = (name: string, part: Partial<Present> = {}): Present => ({
  peer: { role: "agent", session: "s", agent: { id: `a_${name}` as AgentId, name, role: "agent" } },
  ...part,
});

describe("who is here", () => {
  it("lists each agent once, first come first, and no visitor", () => {
    const present = [visitor(), agent("Boris"), agent("Anna"), agent("Boris", { door: "http" })];
    expect(viewersOf(present)).toEqual([
      { id: "a_Boris", name: "Boris" },
      { id: "a_Anna", name: "Anna" },
    ]);
  });

  it.each([
    ["an agent's first socket", agent("Anna"), [], true],
    ["beside a colleague's", agent("Anna"), [agent("Boris"), visitor()], true],
    ["an agent's second tab", agent("Anna"), [agent("Anna")], false],
    ["beside the other door's only, which told nobody", agent("Anna"), [agent("Anna", { door: "http" })], true],
    ["the other door's", agent("Anna", { door: "http" }), [], false],
    ["a visitor's", visitor(), [], false],
  ] as const)("%s: %#", (_, who, others, changes) => {
    expect(changesViewers(who, others)).toBe(changes);
  });
});

describe("what has been read", () => {
  it("is the furthest of each side, and never beyond the last message", () => {
    const present = [visitor({ read: 3 }), visitor({ read: 5 }), visitor(), agent("Anna", { read: 99 })];
    expect(readMarksOf(present, 7)).toEqual({ visitor: 5, agent: 7 });
    expect(readMarksOf([], 7)).toEqual({ visitor: 0, agent: 0 });
  });
});

describe("who types", () => {
  const { peer: person } = visitor();
  const { peer: anna } = agent("Anna");

  it("is a party: any tab of the visitor, any tab of that one agent", () => {
    expect(isTyping([visitor(), visitor({ typingAt: 1_000 })], person, 1_000)).toBe(true);
    expect(isTyping([visitor({ typingAt: 1_000 })], anna, 1_000)).toBe(false);
    expect(isTyping([agent("Boris", { typingAt: 1_000 })], anna, 1_000)).toBe(false);
    expect(isTyping([agent("Anna", { typingAt: 1_000 })], anna, 1_000)).toBe(true);
  });

  it("has stopped when it was not said again, also when the clock was set back", () => {
    const at = 10_000_000;
    expect(isTyping([visitor({ typingAt: at })], person, at + TYPING_MS - 1)).toBe(true);
    expect(isTyping([visitor({ typingAt: at })], person, at + TYPING_MS)).toBe(false);
    expect(isTyping([visitor({ typingAt: at })], person, at - 3_600_000)).toBe(false);
  });
});
