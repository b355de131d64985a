import { expect, it } from "vitest";
import { analysisHash } from "./analysis-hash.fixture.ts";
import { NASTY_HASH } from "./nasty-texts.fixture.ts";

/** The pure ring computes the same hash in Node (analysis.test.ts): what is built there is asked here. */
it("workerd analyses texts to the letter as Node does", () => {
  expect(analysisHash()).toBe(NASTY_HASH);
});
