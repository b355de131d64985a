import { expect, test } from "vitest";
import { refusal } from "./api.ts";

test.each([
  [{ error: { code: "too_many", message: "", retryAfterMs: 5000 } }, { code: "too_many", retryAfterMs: 5000 }],
  [{ error: { code: "name_taken", message: "", field: "name" } }, { code: "name_taken", field: "name" }],
  [{ error: { code: "toString", message: "" } }, { code: "internal" }],
  [{ error: { code: "of_tomorrow", message: "" } }, { code: "internal" }],
  [{ error: "Bad gateway" }, { code: "unreachable" }],
  ["<html>", { code: "unreachable" }],
  [null, { code: "unreachable" }],
])("a refusal is read with care: %j", (body, expected) => {
  expect(refusal(body)).toEqual({ kind: "refused", ...expected });
});
