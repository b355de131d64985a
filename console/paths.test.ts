import { expect, test } from "vitest";
import { conversationPath, inboxPath, nextPath, signInPath, viewOf } from "./paths.ts";

test("the view stands in the address", () => {
  expect(viewOf({ view: "mine" })).toBe("mine");
  expect(viewOf({ view: "<b>" })).toBe("open");
  expect(inboxPath("open")).toBe("/console");
  expect(conversationPath("c_1", "mine")).toBe("/console/c/c_1?view=mine");
});

test.each([
  ["/console/c/c_1?view=mine", "/console/c/c_1?view=mine"],
  ["/console?view=mine", "/console?view=mine"],
  ["https://example.com/console", "/console"],
  ["//example.com", "/console"],
  ["/consolex", "/console"],
  ["/console/sign-in?next=/console", "/console"],
  ["javascript:alert(1)", "/console"],
])("after sign-in %s leads to %s", (next, path) => {
  const query = Object.fromEntries(new URL(signInPath(next), "http://localhost").searchParams);
  expect(nextPath(query)).toBe(path);
});
