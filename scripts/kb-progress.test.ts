import { expect, it } from "vitest";
import { buildProgress } from "./kb-progress.ts";

function shown(isTTY: boolean, of: number): string {
  let text = "";
  const progress = buildProgress({ isTTY, write: (part: string | Uint8Array) => (text += String(part)) !== "" });
  for (const done of [0, 500]) progress({ site: "shop", locale: "en", step: "articles", done, of });
  progress({ site: "shop", locale: "en", step: "index", done: of, of });
  return text;
}

it("says once for each step what is done, or writes over one line in a terminal", () => {
  expect(shown(false, 1_000)).toBe("shop/en: reading words …\nshop/en: making the index …\n");
  expect(shown(true, 1_000).split("\r")).toEqual([
    "",
    "shop/en: reading words 0 of 1000\u001b[K",
    "shop/en: reading words 500 of 1000\u001b[K",
    "shop/en: making the index 1000 of 1000\u001b[K\n",
  ]);
});

it("is quiet about small ones", () => {
  expect(shown(true, 999)).toBe("");
});
