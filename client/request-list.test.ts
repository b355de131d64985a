import { expect, test } from "vitest";
import { REQUESTS_MAX, requestList } from "./request-list.ts";
import { farAway, memoryStorage } from "./testing/world.ts";

const id = (n: number) => `c_${String(n).padStart(27, "0")}`;

test("the oldest are cut off, but none in which something is unsent", () => {
  const list = requestList(memoryStorage(), "k", (conversationId) => (conversationId === id(2) ? 1 : 0));
  for (let n = 1; n <= REQUESTS_MAX + 5; n++)
    list.put({ conversationId: id(n), token: `t-${n}`, expiresAt: farAway(), number: n, updatedAt: n });
  const numbers = list.read().map((r) => r.number);
  expect(numbers).toHaveLength(REQUESTS_MAX + 1);
  expect(numbers.at(-1)).toBe(2);
  expect(numbers).not.toContain(1);
});
