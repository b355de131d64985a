import { describe, expect, it } from "vitest";
import { excerpt, opening, shorten } from "./excerpt.ts";
import { paragraph } from "./help.fixture.ts";
import { scriptSafeJson } from "./json-ld.tsx";
import { dateText, direction, interfaceLocale, languageName, negotiate } from "./language.ts";
import { hostedPolicy } from "./page-response.ts";
import { headingHref, safeHref, safeImage } from "./safe-href.ts";
import { robots, sitemap } from "./sitemap.ts";
import { helpWords } from "./words.ts";

describe("language", () => {
  it.each([
    ["ru-RU,ru;q=0.9,en;q=0.8", "ru"],
    ["en-GB", "en"],
    ["de, ru;q=0.2, en;q=0.5", "en"],
    ["ru;q=0, *", "en"],
    ["", "en"],
    [null, "en"],
    ["*", "en"],
    [";;,q=,ru;q=0.0", "en"],
    ["x".repeat(10_000), "en"],
  ])("%j → %s", (header, expected) => {
    expect(negotiate(header, ["en", "ru"])).toBe(expected);
  });

  it("falls back to what there is", () => {
    expect(negotiate("en", ["ru"])).toBe("ru");
    expect(negotiate("ru", ["de", "pt-BR"])).toBe("de");
    expect(negotiate("pt", ["de", "pt-BR"])).toBe("pt-BR");
  });

  it("knows directions, names and dates", () => {
    expect([direction("he"), direction("en")]).toEqual(["rtl", "ltr"]);
    expect([languageName("ru"), languageName("de")]).toEqual(["Русский", "Deutsch"]);
    expect(interfaceLocale("fr")).toBe("en");
    expect(dateText("2026-02-30x", "en")).toBeNull();
  });

  it("counts in Russian by rule", () => {
    const { articles, found } = helpWords("ru");
    expect([1, 2, 5, 11, 21, 112].map(articles)).toEqual([
      "1 статья",
      "2 статьи",
      "5 статей",
      "11 статей",
      "21 статья",
      "112 статей",
    ]);
    expect([1, 3].map(found)).toEqual(["Нашлась 1 статья", "Нашлось 3 статьи"]);
  });
});

describe("structured data", () => {
  it.each(["</script>", "<!--", "a&b", "\u2028\u2029", '"\\', "]]>"])("no parser leaves the block at %j", (text) => {
    const json = scriptSafeJson({ text });
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual({ text });
  });
});

describe("addresses", () => {
  it.each(["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", " vbscript:x", "/relative", "//x.example", ""])(
    "%j becomes no link",
    (href) => expect(safeHref(href)).toBeNull(),
  );
  it.each(["https://x.example/a?b#c", "http://x.example", "mailto:a@b.example", "tel:+7"])("%s does", (href) =>
    expect(safeHref(href)).toBe(href),
  );
  it("a heading of the same page is reached by its id, whatever it holds", () => {
    expect(headingHref("#orange")).toBe("#orange");
    expect(headingHref('#что"><script>')).toBe("#%D1%87%D1%82%D0%BE%22%3E%3Cscript%3E");
    for (const href of ["#", "", "https://x.example/#a", "javascript:x#"]) expect(headingHref(href)).toBeNull();
  });
  it("only built images are shown", () => {
    expect(safeImage("/media/0123456789abcdef.webp")).not.toBeNull();
    for (const src of ["https://x.example/a.png", "/media/../x.png", "//x/media/0123456789abcdef.png"])
      expect(safeImage(src)).toBeNull();
  });
});

describe("excerpts", () => {
  it("end at a word", () => {
    const text = shorten("word ".repeat(100));
    expect(text).toMatch(/word…$/);
    expect([...text].length).toBeLessThanOrEqual(160);
    expect(shorten("short")).toBe("short");
    expect([...shorten("x".repeat(500))]).toHaveLength(160);
    expect(shorten("😀".repeat(500)).isWellFormed()).toBe(true);
  });

  it("show the part that speaks of the question", () => {
    const body = [
      paragraph("About something else."),
      paragraph(`${"Long words before. ".repeat(20)}The refund takes five days.`),
    ];
    expect(excerpt(body, "refunds", "en")).toMatch(/^….*refund takes five days/);
    expect(excerpt(body, "nothing", "en")).toBe("About something else.");
    expect(opening([{ t: "hr" }])).toBe("");
  });
});

describe("for machines", () => {
  it("a sitemap names every language of a page in each, escaped", () => {
    const alternates = [
      { locale: "en", path: "/help/demo/en/a&b" },
      { locale: "ru", path: "/help/demo/ru/a&b" },
    ];
    const xml = sitemap("https://desk.example", [{ lastmod: "2026-11-21", alternates }]);
    expect(xml.match(/<loc>/g)).toHaveLength(2);
    expect(xml.match(/hreflang="ru"/g)).toHaveLength(2);
    expect(xml).toContain("<loc>https://desk.example/help/demo/en/a&amp;b</loc><lastmod>2026-11-21</lastmod>");
  });

  it("robots.txt closes what is nobody's page", () => {
    expect(robots(["https://desk.example/help/demo/sitemap.xml"])).toBe(
      "User-agent: *\nDisallow: /console\nDisallow: /v1\nDisallow: /r$\nDisallow: /r?\n\nSitemap: https://desk.example/help/demo/sitemap.xml\n",
    );
  });

  it("the policy names the server's own sockets", () => {
    expect(hostedPolicy(["https://desk.example", "http://localhost:1"])).toContain(
      "connect-src 'self' wss://desk.example ws://localhost:1;",
    );
  });
});
