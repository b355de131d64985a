import { expect, test } from "vitest";
import { FILE_ORPHAN_MS } from "../protocol/limits.ts";
import type { FileRef } from "../protocol/model.ts";
import { DraftFiles } from "./draft-files.ts";
import { DRAFTS_MAX } from "./drafts.ts";

function storage(entries: [string, string][] = []) {
  const map = new Map(entries);
  return {
    map,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}
const file = (n: number): FileRef => ({
  id: `f_${String(n).padStart(26, "0")}`,
  name: `${n}.pdf`,
  type: "application/pdf",
  size: n,
});
function of(agent: string, s = storage()) {
  const drafts = new DraftFiles(s);
  drafts.belongTo(agent);
  return drafts;
}

test("uploaded files wait for their message over a reload, for as long as the server keeps them", () => {
  const s = storage();
  of("anna", s).write("c_1", [file(1), file(2)], 1_000);
  const reloaded = of("anna", s);
  expect(reloaded.read("c_1", 2_000)).toEqual([file(1), file(2)]);
  expect(reloaded.read("c_2", 2_000)).toEqual([]);
  expect(reloaded.read("c_1", 1_000 + FILE_ORPHAN_MS)).toEqual([]);
});

test("sent is forgotten, also in the storage", () => {
  const s = storage();
  const drafts = of("anna", s);
  drafts.write("c_1", [file(1)], 0);
  drafts.write("c_1", [], 1);
  expect(s.map.size).toBe(0);
});

test("another agent at this machine finds nothing, not even in the storage", () => {
  const s = storage();
  of("anna", s).write("c_1", [file(1)], 0);
  expect(of("boris", s).read("c_1", 1)).toEqual([]);
  expect(s.map.size).toBe(0);
});

test("the lists changed last are kept", () => {
  const drafts = of("anna");
  for (let n = 0; n <= DRAFTS_MAX; n++) drafts.write(`c_${n}`, [file(n)], n);
  expect(drafts.read("c_0", 50)).toEqual([]);
  expect(drafts.read("c_1", 50)).toEqual([file(1)]);
});

test.each(["", "[]", "{", `{"agent":"anna","entries":[{"id":"c_1","at":0,"files":[{"id":"../x"}]},null,7]}`])(
  "storage that holds %s is no error",
  (text) => {
    expect(of("anna", storage([["deskbell.draft-files", text]])).read("c_1", 0)).toEqual([]);
  },
);
