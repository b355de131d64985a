import { describe, expect, it } from "vitest";
import { KnownIds } from "./known-ids.ts";

describe("known ids", () => {
  it("finds what was loaded and what came since, each for its own author", () => {
    const known = new KnownIds();
    expect(known.loaded).toBe(false);
    known.load([{ authorId: "visitor", clientId: "one-one-1", stream: "public", seq: 1 }]);
    known.add("a_anna", "two-two-2", { stream: "internal", seq: 7 });
    expect(known.find("visitor", "one-one-1")).toMatchObject({ stream: "public", seq: 1 });
    expect(known.find("a_anna", "two-two-2")).toMatchObject({ stream: "internal", seq: 7 });
    expect(known.find("a_anna", "one-one-1")).toBeNull();
    expect(known.find("visitor", "two-two-2")).toBeNull();
  });

  it("what comes before the first load is in the load", () => {
    const known = new KnownIds();
    known.add("visitor", "one-one-1", { stream: "public", seq: 1 });
    expect(known.loaded).toBe(false);
    expect(known.find("visitor", "one-one-1")).toBeNull();
  });

  it("leaves very long conversations to the table", () => {
    expect(KnownIds.holds(5_000)).toBe(true);
    expect(KnownIds.holds(5_001)).toBe(false);
  });
});
