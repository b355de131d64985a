import { expect, it } from "vitest";
import { answers, isAnswered } from "./answers.ts";

it.each([
  [{ type: "message.send", clientId: "a" }, { type: "command.acknowledged", clientId: "a" }, true],
  [{ type: "message.send", clientId: "a" }, { type: "command.refused", clientId: "a" }, true],
  [{ type: "message.send", clientId: "a" }, { type: "command.acknowledged", clientId: "b" }, false],
  [{ type: "message.send", clientId: "a" }, { type: "message.created" }, false],
  [{ type: "message.send", clientId: "a" }, { type: "messages.page" }, false],
  [{ type: "message.send" }, { type: "error" }, true],
  [{ type: 7 }, { type: "error" }, true],
  [{ type: "history.get" }, { type: "messages.page" }, true],
  [{ type: "inbox.list" }, { type: "welcome" }, false],
  [{ type: "inbox.list" }, { type: "ticket.changed" }, false],
  [{ type: "inbox.list" }, { type: "inbox.page" }, true],
  [{ type: "inbox.list" }, { type: "inbox.found" }, false],
  [{ type: "inbox.search" }, { type: "inbox.found" }, true],
])("%j is answered by %j: %s", (frame, event, expected) => {
  expect(answers(frame, event)).toBe(expected);
});

it.each([
  [{ type: "message.send" }, "visitor", true],
  [{ type: "typing.set" }, "visitor", false],
  [{ type: "read.set" }, "agent", false],
  [{ type: "read.set" }, "inbox", true],
  [{ type: "history.get", stream: "internal" }, "visitor", false],
  [{ type: "history.get", stream: "internal" }, "agent", true],
  [{ type: "history.get", stream: "public" }, "visitor", true],
  [{ type: "nonsense" }, "visitor", true],
] as const)("%j is answered by the %s's object: %s", (frame, to, expected) => {
  expect(isAnswered(frame, to)).toBe(expected);
});
