import { expect, it } from "vitest";
import { disposition } from "./disposition.ts";

it.each([
  ["photo.png", `attachment; filename="photo.png"; filename*=UTF-8''photo.png`],
  ["naïve €.txt", `attachment; filename="naive _.txt"; filename*=UTF-8''na%C3%AFve%20%E2%82%AC.txt`],
  [
    `a"b\\c%41'(d)*!.png`,
    `attachment; filename="a_b_c_41'(d)*!.png"; filename*=UTF-8''a%22b%5Cc%2541%27%28d%29%2A%21.png`,
  ],
  ["фото.png", `attachment; filename="____.png"; filename*=UTF-8''%D1%84%D0%BE%D1%82%D0%BE.png`],
])("%s", (name, expected) => {
  const header = disposition("attachment", name);
  expect(header).toBe(expected);
  expect(decodeURIComponent(header.split("''")[1] ?? "")).toBe(name);
  expect(() => new Headers({ "Content-Disposition": header })).not.toThrow();
});

it("inline where that is asked for", () => expect(disposition("inline", "a.png")).toMatch(/^inline; /));
