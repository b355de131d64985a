import { expect, test } from "vitest";
import { declaredType, faultOf, sendableName } from "./file-check.ts";

test.each([
  ["a.png", "image/png", "image/png"],
  ["a", "image/png", "image/png"],
  ["server.log", "", "text/plain"],
  ["A.JPG", "", "image/jpeg"],
  ["a.svg", "image/svg+xml", null],
  ["a.png", "text/html", null],
  ["a.exe", "", null],
  ["a.constructor", "", null],
])("%s as %s is %s", (name, type, expected) => {
  expect(declaredType({ name, type })).toBe(expected);
});

test("what cannot be stored is said before it is sent", () => {
  const file = { name: "a.png", type: "image/png", size: 100 };
  expect(faultOf(file, 100)).toBeNull();
  expect(faultOf(file, 99)).toBe("too_big");
  expect(faultOf({ ...file, size: 0 }, 100)).toBe("empty");
  expect(faultOf({ ...file, type: "video/mp4" }, 1)).toBe("unsupported_file");
});

test("a name is one line of at most 120 code points and keeps its ending", () => {
  expect(sendableName("a\nb\tc.txt")).toBe("a b c.txt");
  expect(sendableName("\n")).toBe("file");
  const long = sendableName(`${"😀".repeat(200)}.jpeg`);
  expect([...long]).toHaveLength(120);
  expect(long.endsWith("😀.jpeg")).toBe(true);
  // A lone surrogate can not be percent-encoded.
  expect(() => encodeURIComponent(sendableName("\ud83d.png"))).not.toThrow();
});
