import { expect, it } from "vitest";
import type { ConversationId } from "../../protocol/model.ts";
import { enter, HELD_MAX } from "./upload-room.ts";

const A = "c_a" as ConversationId;
const B = "c_b" as ConversationId;

it("two places for each conversation and side; who leaves makes room", () => {
  const places = [enter("visitor", A), enter("visitor", A)];
  expect(places).not.toContain(null);
  expect(enter("visitor", A)).toBeNull();
  const others = [enter("agent", A), enter("visitor", B)];
  expect(others).not.toContain(null);
  places[0]?.leave();
  const next = enter("visitor", A);
  expect(next).not.toBeNull();
  expect(enter("visitor", A)).toBeNull();
  for (const place of [places[1], next, ...others]) place?.leave();
});

it("each side has room of its own, and what did not fit is given back too", () => {
  const [one, two, agent] = [enter("visitor", A), enter("visitor", B), enter("agent", A)];
  expect(one?.take(HELD_MAX)).toBe(true);
  expect(two?.take(1)).toBe(false);
  expect(agent?.take(HELD_MAX)).toBe(true);
  two?.leave();
  one?.leave();
  const again = enter("visitor", B);
  expect(again?.take(HELD_MAX)).toBe(true);
  again?.leave();
  agent?.leave();
});
