import { expect, it } from "vitest";
import { AppError } from "../app-error.ts";
import { appErrorOf } from "./app-error-of.ts";
import { closeError } from "./bridge.ts";

it.each([
  ["an expected one", new AppError("taken"), 409, null],
  ["too much to do", Object.assign(new Error("overloaded"), { overloaded: true, retryable: true }), 503, "5"],
  ["cut off", Object.assign(new Error("reset"), { retryable: true }), 503, "1"],
  ["anything else", new Error("secret"), 500, null],
  ["not even an error", "secret", 500, null],
  ["nothing", undefined, 500, null],
])("%s", async (_, error, status, retryAfter) => {
  const response = appErrorOf(error).toResponse();
  expect(response.status).toBe(status);
  expect(response.headers.get("Retry-After")).toBe(retryAfter);
  expect(await response.text()).not.toContain("secret");
});

it.each([
  [1012, 503],
  [1006, 503],
  [1011, 500],
  [1009, 413],
  [1008, 400],
  [4401, 401],
])("a socket that ends with %i is %i to whoever has asked by HTTP", (code, status) => {
  const response = closeError(code).toResponse();
  expect(response.status).toBe(status);
  expect(response.headers.has("Retry-After")).toBe(status === 503);
});
