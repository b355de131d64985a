import { expect, test } from "vitest";
import type { FileRef } from "../protocol/model.ts";
import { fileKind, thumbnail } from "./file-facts.ts";

const picture = (width: number, height: number): FileRef => ({
  id: "f_1",
  name: "a.png",
  type: "image/png",
  size: 1,
  width,
  height,
});

test.each([
  [100, 50, 100, 50],
  [3200, 240, 320, 24],
  [640, 4800, 32, 240],
  [4000, 3000, 320, 240],
  [1, 50_000_000, 1, 240],
])("%i × %i is drawn as %i × %i", (width, height, w, h) => {
  expect(thumbnail(picture(width, height))).toEqual({ width: w, height: h });
});

test("only pictures of a known size have a thumbnail", () => {
  expect(thumbnail({ id: "f_1", name: "a.pdf", type: "application/pdf", size: 1 })).toBeNull();
  expect(thumbnail({ id: "f_1", name: "a.png", type: "image/png", size: 1 })).toBeNull();
});

test("kinds", () => {
  expect(["image/gif", "application/pdf", "text/plain"].map(fileKind)).toEqual(["picture", "pdf", "text"]);
});
