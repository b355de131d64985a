import { expect, test } from "vitest";
import type { AgentId } from "../protocol/model.ts";
import { partiesOf } from "./parties.ts";

const me = "a_me" as AgentId;
const anna = { id: "a_anna", name: "Anna" };
const boris = { id: "a_boris", name: "Boris" };

test("who looks on alone has no company, in however many tabs", () => {
  expect(partiesOf({ typing: null, viewers: [{ id: me, name: "Me" }] }, me).alsoHere).toEqual([]);
  const own = { kind: "agent", id: me, name: "Me" } as const;
  expect(partiesOf({ typing: own, viewers: [] }, me).typing).toBeNull();
});

test("colleagues stand in one order, whoever came first", () => {
  for (const viewers of [
    [boris, anna],
    [anna, boris],
  ]) {
    expect(partiesOf({ typing: null, viewers }, me).alsoHere).toEqual([anna, boris]);
  }
});

test("a visitor or a colleague who writes", () => {
  expect(partiesOf({ typing: { kind: "visitor" }, viewers: [] }, me).typing).toEqual({ kind: "visitor" });
  const writing = { kind: "agent", ...boris } as const;
  expect(partiesOf({ typing: writing, viewers: [] }, me).typing).toBe(writing);
});
