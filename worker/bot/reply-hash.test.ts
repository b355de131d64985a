import { expect, it } from "vitest";
import { REPLY_HASH, replyHash } from "./reply-hash.fixture.ts";

it("Node trains, ranks and replies to the last digit as the other runtime does", () => {
  expect(replyHash()).toBe(REPLY_HASH);
});
