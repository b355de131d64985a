import { expect, test } from "vitest";
import type { PendingMessage } from "../client/types.ts";
import type { FileRef, Message } from "../protocol/model.ts";
import { Unsent } from "./unsent.ts";

function storage(entries: [string, string][] = []) {
  const map = new Map(entries);
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}
const pending = (clientId: string): PendingMessage => ({ clientId, text: `text ${clientId}`, state: "pending", at: 0 });
const stored = (clientId: string) => ({ clientId }) as Message;

test("what a reload interrupted comes back once, except what the server has", () => {
  const s = storage();
  new Unsent(s).note("c_1", [pending("one"), pending("two")]);
  const reloaded = new Unsent(s);
  expect(reloaded.take("c_2", [])).toBeNull();
  expect(reloaded.take("c_1", [stored("one")])).toEqual({ text: "text two", files: [] });
  expect(reloaded.take("c_1", [])).toBeNull();
  expect(new Unsent(s).take("c_1", [])).toBeNull();
});

test("what was acknowledged does not come back", () => {
  const s = storage();
  const unsent = new Unsent(s);
  unsent.note("c_1", [pending("one")]);
  unsent.note("c_1", []);
  expect(new Unsent(s).take("c_1", [])).toBeNull();
});

test("a second interruption before the first was looked at loses nothing", () => {
  const s = storage();
  new Unsent(s).note("c_1", [pending("one")]);
  new Unsent(s).note("c_1", [pending("two")]);
  expect(new Unsent(s).take("c_1", [])).toEqual({ text: "text one\n\ntext two", files: [] });
});

test.each(["x", "{}", '[["c_1",[1]]]', '[["c_1",[{"clientId":"one","text":"","files":[{}]}]]]'])(
  "what is stored may be anything: %s",
  (json) => {
    expect(new Unsent(storage([["deskbell.unsent", json]])).take("c_1", [])).toBeNull();
  },
);

test("files come back with the texts, and what was only files has no empty lines", () => {
  const file: FileRef = { id: `f_${"0".repeat(26)}`, name: "a.pdf", type: "application/pdf", size: 1 };
  const s = storage();
  new Unsent(s).note("c_1", [pending("one"), { ...pending("two"), text: "", files: [file] }]);
  expect(new Unsent(s).take("c_1", [])).toEqual({ text: "text one", files: [file] });
});

test("of a deleted conversation nothing comes back", () => {
  const s = storage();
  new Unsent(s).note("c_1", [pending("one")]);
  const reloaded = new Unsent(s);
  reloaded.note("c_1", [pending("two")]);
  reloaded.drop("c_1");
  expect(reloaded.take("c_1", [])).toBeNull();
  expect(new Unsent(s).take("c_1", [])).toBeNull();
});
