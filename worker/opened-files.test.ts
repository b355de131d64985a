import { expect, it } from "vitest";
import { OpenedFiles } from "./opened-files.ts";

it("keeps what fits, and lets go what was longest unused", () => {
  const files = new OpenedFiles<number>(100);
  files.put("a", 1, 40);
  files.put("b", 2, 40);
  expect(files.get("a")).toBe(1);
  files.put("c", 3, 40);
  expect(["a", "b", "c"].map((name) => files.get(name))).toEqual([1, undefined, 3]);
});

it("keeps the newest even if it is over the budget alone", () => {
  const files = new OpenedFiles<number>(100);
  files.put("a", 1, 40);
  files.put("big", 2, 400);
  expect(["a", "big"].map((name) => files.get(name))).toEqual([undefined, 2]);
  files.put("a", 1, 40);
  expect(["a", "big"].map((name) => files.get(name))).toEqual([1, undefined]);
});

it("makes room before the file is there", () => {
  const files = new OpenedFiles<number>(100);
  files.put("a", 1, 60);
  files.makeRoom(40);
  expect(files.get("a")).toBe(1);
  files.makeRoom(41);
  expect(files.get("a")).toBeUndefined();
});

it("counts a file that is put twice once", () => {
  const files = new OpenedFiles<number>(100);
  files.put("a", 1, 60);
  files.put("b", 2, 40);
  files.put("a", 3, 60);
  expect([files.get("a"), files.get("b")]).toEqual([3, 2]);
});
