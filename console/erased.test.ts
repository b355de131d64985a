import { expect, test } from "vitest";
import type { ErasureReceipt } from "../protocol/api.ts";
import type { ConversationId } from "../protocol/model.ts";
import { Erased } from "./erased.ts";

const id = "c_1" as ConversationId;
const receipt: ErasureReceipt = { conversationId: id, erasedAt: 1, messages: 2, files: 3, request: 4 };

test.each([
  ["the inbox tells first", [null, receipt]],
  ["the answer comes first", [receipt, null]],
])("%s: what is here is forgotten once and the receipt stays", (_name, order) => {
  const forgotten: string[] = [];
  const erased = new Erased((gone) => forgotten.push(gone));
  expect(erased.of(id)).toBeNull();
  for (const each of order) erased.mark(id, each);
  expect(erased.of(id)).toEqual({ receipt });
  expect(forgotten).toEqual([id]);
});

test("deleted elsewhere: known, without a receipt", () => {
  const erased = new Erased(() => {});
  erased.mark(id, null);
  expect(erased.of(id)).toEqual({ receipt: null });
});
