import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORMAT } from "./binary.ts";
import { DamagedKnowledgeBase, openKnowledgeBase, publicArticle } from "./knowledge-base.ts";
import { rank } from "./rank.ts";
import { article, ENGLISH, openSample, packSample } from "./sample.fixture.ts";

describe("a built file", () => {
  const bytes = packSample(ENGLISH);

  it("gives the same bytes for the same source, in whatever order the files come", () => {
    expect(packSample(Object.fromEntries(Object.entries(ENGLISH).reverse()))).toEqual(bytes);
  });

  it("opens to the same articles and answers", () => {
    const kb = openKnowledgeBase(bytes);
    expect([...kb.articles.keys()]).toEqual(Object.keys(ENGLISH).sort());
    expect([kb.site, kb.locale]).toEqual(["demo", "en"]);
    expect(rank(kb, "forgot password").hits[0]?.article.id).toBe("account/password");
  });

  it("opens from a view into a larger buffer", () => {
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 5);
    expect(openKnowledgeBase(larger.subarray(5, 5 + bytes.length)).articles.size).toBe(5);
  });

  it("is refused at every truncation", () => {
    for (let length = 0; length < bytes.length; length += length < 100 ? 1 : 97) {
      expect(() => openKnowledgeBase(bytes.slice(0, length))).toThrow(DamagedKnowledgeBase);
    }
    expect(() => openKnowledgeBase(bytes.slice(0, -1))).toThrow(DamagedKnowledgeBase);
  });

  it("is refused with any byte changed", () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = bytes.slice();
        damaged[at] = ((damaged[at] ?? 0) + by) % 256;
        expect(() => openKnowledgeBase(damaged)).toThrow(DamagedKnowledgeBase);
      }),
      { numRuns: 40 },
    );
  });

  it("is refused when it is something else", () => {
    const reasonOf = (other: Uint8Array): string => {
      try {
        openKnowledgeBase(other);
      } catch (error) {
        return error instanceof DamagedKnowledgeBase ? error.reason : "another error";
      }
      return "opened";
    };
    const newer = bytes.slice();
    newer[4] = FORMAT + 1;
    expect(reasonOf(new TextEncoder().encode("<!doctype html><title>404</title>…………"))).toBe("magic");
    expect(reasonOf(newer)).toBe("format");
  });

  it("may hold no articles", () => {
    const kb = openSample({});
    expect(kb.articles.size).toBe(0);
    expect(rank(kb, "anything").hits).toEqual([]);
  });
});

describe("publicArticle", () => {
  it("shows what a visitor may read, and nothing else", () => {
    const kb = openSample(ENGLISH);
    const shown = publicArticle(kb, "billing/cancel");
    expect(shown).toEqual({
      id: "billing/cancel",
      title: "Cancel your subscription",
      category: "billing",
      locale: "en",
      updated: "2026-11-21",
      body: [
        { t: "p", c: ["Open ", { t: "strong", c: ["Billing"] }, " and press ", { t: "strong", c: ["Cancel"] }, "."] },
      ],
      related: [{ id: "billing/invoice", title: "Invoices and receipts" }],
      actions: [{ label: "Cancel", event: "open-cancel" }],
      url: "/help/demo/en/billing/cancel",
    });
    expect(Object.keys(publicArticle(kb, "legal/complaint") ?? {})).not.toContain("escalate");
  });

  it("knows no others", () => {
    const kb = openSample({ "a/b": article("A", [], "x") });
    for (const id of ["a/c", "__proto__", "constructor", ""]) expect(publicArticle(kb, id)).toBeNull();
  });
});
