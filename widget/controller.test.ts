import { afterEach, expect, test, vi } from "vitest";
import type { Snapshot } from "../client/types.ts";
import { ConversationController } from "./controller.ts";

afterEach(() => void vi.unstubAllGlobals());

/** Which signs leave, with this conversation and the last message by this author. */
function signs(conversation: object | null, last: string): string[] {
  vi.stubGlobal("document", { visibilityState: "visible" });
  const host = { settings: { server: "https://desk.example", site: "shop" }, showsChat: true, addController() {} };
  const controller = new ConversationController(host as never, null, "k");
  const told: string[] = [];
  controller.client.setTyping = () => void told.push("typing");
  controller.client.setRead = () => void told.push("read");
  const messages = { public: [{ author: { kind: last } }], internal: [] };
  controller.snapshot = { ...controller.snapshot, conversation, messages } as unknown as Snapshot;
  controller.setTyping(true);
  controller.setRead();
  return told;
}

test("signs are sent only where somebody can see them", () => {
  const agent = { name: "Ann" };
  expect(signs(null, "bot")).toEqual([]);
  expect(signs({ floor: "bot", agent: null }, "bot")).toEqual([]);
  // Nobody has taken it over, so nobody is told of typing.
  expect(signs({ floor: "human", agent: null }, "bot")).toEqual(["read"]);
  expect(signs({ floor: "human", agent }, "agent")).toEqual(["typing", "read"]);
  // One's own message is read anyway.
  expect(signs({ floor: "human", agent }, "visitor")).toEqual(["typing"]);
});
