import { expect, test } from "vitest";
import { DRAFTS_MAX, Drafts } from "./drafts.ts";

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

test("two tabs do not write over each other", () => {
  const s = storage();
  const [one, two] = [new Drafts(s), new Drafts(s)];
  one.write("c_1", "reply", "a");
  two.write("c_2", "reply", "b");
  expect([one.read("c_1", "reply"), one.read("c_2", "reply")]).toEqual(["a", "b"]);
});

test("the drafts touched last are kept", () => {
  const drafts = new Drafts(storage());
  for (let n = 0; n < DRAFTS_MAX + 2; n++) drafts.write(`c_${n}`, "note", "x");
  drafts.write("c_2", "note", "again");
  drafts.write("c_new", "note", "y");
  expect(["c_1", "c_2", "c_3", "c_new"].map((id) => drafts.read(id, "note"))).toEqual(["", "again", "", "y"]);
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

test("the next agent at this machine does not find them", () => {
  const drafts = new Drafts(storage());
  drafts.belongTo("a_1");
  drafts.write("c_1", "reply", "a");
  drafts.belongTo("a_1");
  expect(drafts.read("c_1", "reply")).toBe("a");
  drafts.belongTo("a_2");
  expect(drafts.read("c_1", "reply")).toBe("");
});

test.each(["not json", "{}", "[1,[2,3],null]", "null", '{"texts":[1,["a",2]]}'])(
  "what is stored may be anything: %s",
  (json) => {
    expect(new Drafts(storage([["deskbell.drafts", json]])).read("c_1", "reply")).toBe("");
  },
);
