import { describe, expect, it } from "vitest";
import type { Block, Inline } from "../../protocol/article.ts";
import { ArticlePage } from "./article-page.tsx";
import { CategoryPage } from "./category-page.tsx";
import { article, dataOf, heading, paragraph, RUSSIAN, render, SITE } from "./help.fixture.ts";
import type { HelpSite } from "./help-site.ts";
import { IndexPage } from "./index-page.tsx";
import { PlainPage } from "./plain-page.tsx";
import { SearchPage } from "./search-page.tsx";

const HOSTILE = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>&amp;\u2028`;
const BOTH = [
  { locale: "en", path: "/help/demo/en/billing/refund" },
  { locale: "ru", path: "/help/demo/ru/billing/refund" },
];
const category = { id: "billing", name: "Billing" };

function articlePage(body: Block[], extra = {}, site: HelpSite = SITE, thanks = false): string {
  const has = (id: string) => id === "billing/known";
  return render(ArticlePage({ site, article: article(body, extra), category, has, alternates: BOTH, thanks }));
}

describe("an article's page", () => {
  it("names itself and its languages to search engines", () => {
    const html = articlePage([paragraph("Money comes back in five days.")]);
    expect(html).toContain(`<html lang="en" dir="ltr">`);
    expect(html).toContain("<title>Refunds · Minutelark Help</title>");
    expect(html).toContain(`<link rel="canonical" href="https://desk.example/help/demo/en/billing/refund"`);
    expect(html).toContain(`hreflang="ru" href="https://desk.example/help/demo/ru/billing/refund"`);
    expect(html).toContain(`hreflang="x-default" href="https://desk.example/help/demo/en/billing/refund"`);
    expect(html).toContain(`<meta name="description" content="Money comes back in five days."`);
    expect(html).toContain(`<meta property="og:title" content="Refunds"`);
  });

  it("says when it was updated in the language of the page", () => {
    expect(articlePage([])).toContain(`<time datetime="2026-11-21">21 November 2026</time>`);
    expect(articlePage([], {}, RUSSIAN)).toMatch(/Обновлено <time datetime="2026-11-21">21 ноября 2026/);
    expect(articlePage([], { updated: "yesterday" })).not.toContain("<time");
  });

  it("leads from a guided step to its heading", () => {
    const choice: Inline = { t: "link", href: "#orange", c: ["An orange cloud"] };
    const html = articlePage([
      { t: "list", ordered: false, items: [[{ t: "p", c: [choice] }]] },
      heading("The cloud is orange", "orange"),
    ]);
    expect(html).toContain(`<li><a href="#orange">An orange cloud</a></li>`);
    expect(html).toContain(`<h2 id="orange">The cloud is orange</h2>`);
  });

  it("turns no text into markup", () => {
    const links: Inline[] = [
      { t: "link", href: "javascript:alert(1)", c: ["one"] },
      { t: "link", href: `https://x.example/"><script>`, c: [HOSTILE] },
      { t: "ref", article: "billing/unknown", c: ["two"] },
      { t: "ref", article: "billing/known", c: ["three"] },
    ];
    const body: Block[] = [
      heading(HOSTILE, `x" onclick="alert(1)`),
      { t: "p", c: links },
      { t: "code", text: HOSTILE },
      { t: "table", head: [[HOSTILE]], rows: [[[HOSTILE]]] },
      { t: "img", src: "https://x.example/a.png", alt: HOSTILE, width: 1, height: 1 },
    ];
    const actions = [
      { label: HOSTILE, href: "javascript:alert(1)" },
      { label: "Account", href: "https://account.example/" },
      { label: "Event", event: "open-cancel" },
    ];
    const html = articlePage(body, { title: HOSTILE, actions, related: [{ id: "a/b", title: HOSTILE }] });
    expect(html).not.toMatch(/<script>|<img|onclick="|javascript:|href="https:\/\/x\.example\/"/);
    expect(html.match(/<script\b[^>]*>/g)).toEqual([
      `<script type="module" src="/widget/v1/support-widget.js">`,
      `<script type="module" src="/hosted/assets/help.js">`,
      `<script type="application/ld+json">`,
      `<script type="application/ld+json">`,
    ]);
    expect(html).toContain(`<a href="/help/demo/en/billing/known">three</a>`);
    expect(html).not.toContain("billing/unknown");
    expect(html).toContain("Account</a>");
    expect(html).not.toContain("Event");
    expect(dataOf(html)[0]).toMatchObject({ "@type": "Article", headline: HOSTILE });
  });

  it("shows built images lazily and without a jump", () => {
    const image: Block = { t: "img", src: "/media/0123456789abcdef.png", alt: "The form", width: 640, height: 400 };
    expect(articlePage([image])).toContain(
      `<img src="/media/0123456789abcdef.png" alt="The form" width="640" height="400" loading="lazy" decoding="async"/>`,
    );
  });

  it("has a list of its sections from four on, bounded however many there are", () => {
    const sections = (count: number) => Array.from({ length: count }, (_, i) => heading(`Part ${i}`, `part-${i}`));
    expect(articlePage(sections(3))).not.toContain("On this page");
    expect(articlePage(sections(4))).toContain(`<a href="#part-3">Part 3</a>`);
    const many = articlePage(sections(2_000));
    expect(many.match(/href="#part-/g)).toHaveLength(50);
    expect(many).toContain("and 1950 more sections");
    expect(many).toContain("<details>");
    expect(articlePage(sections(4))).toContain(`<details open="">`);
  });

  it("no heading takes an id of the page's own", () => {
    const ids = ["contact", "content", "related", "helped", "ask"];
    const ways = [{ kind: "phone" as const, label: "Phone", href: "tel:+70000000", hours: "" }];
    const html = articlePage(
      ids.map((id) => heading(id, id)),
      { related: [{ id: "a/b", title: "B" }] },
      { ...SITE, ways },
    );
    const found = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(found.length).toBeGreaterThan(ids.length + 5);
    expect(new Set(found).size).toBe(found.length);
  });

  it("asks whether it helped with a plain form, and thanks", () => {
    const html = articlePage([]);
    expect(html).toContain(`<form method="post" action="/v1/sites/demo/articles/billing/refund/feedback?lang=en"`);
    expect(html).toContain(`name="helped" value="yes"`);
    const thanked = articlePage([], {}, SITE, true);
    expect(thanked).toContain("Thank you");
    expect(thanked).not.toContain('<form method="post"');
  });

  it("takes an article of 200 kB", () => {
    const html = articlePage(Array.from({ length: 200 }, () => paragraph("word ".repeat(200))));
    expect(html.length).toBeGreaterThan(200_000);
    expect(/<meta name="description" content="([^"]*)"/.exec(html)?.[1]?.length).toBeLessThanOrEqual(160);
  });
});

describe("the way to a human", () => {
  it("is at the end of every page: chat, requests, the owner's other ways", () => {
    const html = articlePage([]);
    expect(html).toContain(`<support-widget site="demo" lang="en">`);
    expect(html).toContain(`href="/r?site=demo&amp;lang=en" data-chat="true"`);
    expect(html).toContain(`<a href="tel:+15550100">+1 555 0100</a>`);
    expect(html).toContain("The bot answers at once.");
  });

  it("is no chat in Deskbell's own help, and no script comes with it", () => {
    const own: HelpSite = {
      ...SITE,
      id: "deskbell",
      name: "Deskbell",
      own: true,
      chat: false,
      ways: [],
      presence: null,
    };
    const html = render(IndexPage({ site: own, categories: [], popular: [], alternates: [] }));
    expect(html).toContain("Deskbell Help</h1>");
    expect(html).not.toMatch(/support-widget|<script/);
    expect(html).toContain(`href="/console"`);
  });
});

describe("index, category, search", () => {
  const categories = [
    {
      id: "billing",
      name: "Billing",
      articles: Array.from({ length: 9 }, (_, i) => ({ id: `billing/a${i}`, title: `A${i}` })),
    },
  ];

  it("the index shows a category's first articles and leads to the rest", () => {
    const html = render(
      IndexPage({ site: SITE, categories, popular: [{ id: "billing/a1", title: "A1" }], alternates: [] }),
    );
    expect(html.match(/href="\/help\/demo\/en\/billing\/a\d"/g)).toHaveLength(6 + 1);
    expect(html).toContain("All 9 articles");
    expect(html).toContain(`hreflang="x-default" href="https://desk.example/help/demo"`);
  });

  it("an empty knowledge base says so and offers the chat", () => {
    const html = render(IndexPage({ site: RUSSIAN, categories: [], popular: [], alternates: [] }));
    expect(html).toContain("Статей здесь пока нет. Спросите нас в чате.");
    expect(html).toContain("Спросить в чате");
  });

  it("a category carries its questions as structured data", () => {
    const articles = [
      { id: "billing/a", title: HOSTILE, excerpt: "Yes." },
      { id: "billing/b", title: "No text", excerpt: "" },
    ];
    const html = render(CategoryPage({ site: SITE, category, articles, alternates: BOTH }));
    expect(dataOf(html)[1]).toMatchObject({
      "@type": "FAQPage",
      mainEntity: [{ name: HOSTILE, acceptedAnswer: { text: "Yes." } }],
    });
  });

  it("search marks what was found, and keeps the question over the languages", () => {
    const hits = [
      {
        id: "billing/a",
        title: "A <refund> & more",
        category: "billing",
        ranges: [[2, 10]] as [number, number][],
        excerpt: "…",
      },
    ];
    const html = render(SearchPage({ site: SITE, query: `refund "x"`, hits, categories }));
    expect(html).toContain("A <mark>&lt;refund&gt;</mark> &amp; more");
    expect(html).toContain(`value="refund &quot;x&quot;"`);
    expect(html).toContain(`href="/help/demo/ru/search?q=refund%20%22x%22"`);
    expect(html).toContain(`<meta name="robots" content="noindex"`);
    expect(html).not.toContain("canonical");
  });

  it("nothing found is no dead end", () => {
    const html = render(SearchPage({ site: RUSSIAN, query: "ъъъ", hits: [], categories }));
    expect(html).toContain("По запросу «ъъъ» ничего не нашлось.");
    expect(html).toContain("Разделы");
    expect(html).toContain("Спросить в чате");
  });

  it("mirrors for a right-to-left language", () => {
    const html = render(IndexPage({ site: { ...SITE, locale: "ar" }, categories: [], popular: [], alternates: [] }));
    expect(html).toContain(`<html lang="ar" dir="rtl">`);
  });
});

describe("what cannot be shown", () => {
  it("an article of the other language is named and linked", () => {
    const elsewhere = [{ locale: "en", path: "/help/demo/en/billing/refund", title: "Refunds" }];
    const html = render(PlainPage({ locale: "ru", kind: "not_found", site: RUSSIAN, elsewhere }));
    expect(html).toContain(`<html lang="ru"`);
    expect(html).toContain("На русском языке этой статьи пока нет.");
    expect(html).toContain(`Читать: English: <a href="/help/demo/en/billing/refund" hreflang="en" lang="en"`);
  });

  it("without a site there still is a way on", () => {
    expect(render(PlainPage({ locale: "en", kind: "not_found", site: null }))).toContain(`href="/help"`);
    const down = render(PlainPage({ locale: "en", kind: "unavailable", site: null, retry: "/help/demo/en?x=<" }));
    expect(down).toContain(`href="/help/demo/en?x=&lt;"`);
  });
});
