import { expect, test } from "vitest";
import { Drafts } from "./drafts.ts";

function storage(entries: [string, string][] = []) {
  const map = new Map(entries);
  return {
    map,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}

test("drafts are kept per conversation and kind, over a reload", () => {
  const s = storage();
  new Drafts(s).write("c_1", "reply", "Dear");
  const reloaded = new Drafts(s);
  const read = () => [reloaded.read("c_1", "reply"), reloaded.read("c_1", "note"), reloaded.read("c_2", "reply")];
  expect(read()).toEqual(["Dear", "", ""]);
  reloaded.write("c_1", "reply", "");
  expect(read()).toEqual(["", "", ""]);
});

test("signing out clears drafts and nothing else", () => {
  const s = storage([["other", "stays"]]);
  const drafts = new Drafts(s);
  drafts.write("c_1", "reply", "a");
  drafts.write("c_2", "note", "b");
  drafts.clear();
  expect([...s.map.keys()]).toEqual(["other"]);
  expect(drafts.read("c_1", "reply")).toBe("");
});

test.each(["not json", "{}", "[1,[2,3],null]", "null"])("what is stored may be anything: %s", (json) => {
  expect(new Drafts(storage([["deskbell.drafts", json]])).read("c_1", "reply")).toBe("");
});
