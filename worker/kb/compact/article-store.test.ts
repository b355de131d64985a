import { describe, expect, it } from "vitest";
import type { StoredArticle } from "../stored-article.ts";
import { openArticles, packArticles } from "./article-store.ts";

const one = (id: string, text: string): StoredArticle => ({
  id,
  title: `Title of ${id} 🙂`,
  category: id.split("/")[0] ?? "",
  updated: "2026-11-22",
  body: [{ t: "p", c: [text] }],
  related: ["a/c"],
  actions: [],
  escalate: true,
});
const ALL = [one("a/b", "ё"), one("a/b-2", ""), one("z/a", "\u2028")];

describe("the article store", () => {
  const { articles, ids } = openArticles(packArticles(ALL));

  it("gives back every article, in the order of ids", () => {
    expect(articles.size).toBe(3);
    expect([...articles.keys()]).toEqual(["a/b", "a/b-2", "z/a"]);
    expect([...articles.values()]).toEqual(ALL);
    expect(articles.get("a/b-2")).toEqual(ALL[1]);
    expect(JSON.stringify(articles.get("z/a")?.body)).toBe(JSON.stringify(ALL[2]?.body));
    expect(ids.at(2)).toBe("z/a");
  });

  it("has no others", () => {
    for (const id of ["", "a", "a/", "a/b-", "a/b-22", "zz", "__proto__"]) {
      expect(articles.has(id)).toBe(false);
      expect(articles.get(id)).toBeUndefined();
    }
  });

  it("reads a body only when it is looked at", () => {
    const bytes = packArticles([one("a/b", "SPOILT")]);
    const text = new TextDecoder("latin1").decode(bytes);
    // Not JSON any more, but as long.
    bytes.set([0x21], text.indexOf("SPOILT") - 1);
    const spoilt = openArticles(bytes).articles.get("a/b");
    expect(spoilt?.title).toBe("Title of a/b 🙂");
    expect(() => spoilt?.body).toThrow(SyntaxError);
  });

  it("takes articles in the order of ids only", () => {
    expect(() => packArticles([...ALL].reverse())).toThrow(RangeError);
  });
});
