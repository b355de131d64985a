import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { Env } from "../env.ts";
import { errorCode, request, SERVER } from "../testing/peer.ts";

const HTML = { Accept: "text/html,application/xhtml+xml" };
const get = (path: string, headers: Record<string, string> = {}) =>
  request(path, { headers: { ...HTML, ...headers }, redirect: "manual" });
const text = async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).text();
const ARTICLE = "/help/demo/en/account/reset-password";

async function moved(path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await get(path, headers);
  await response.body?.cancel();
  return `${response.status} ${response.headers.get("Location")}`;
}

describe("the help centre", () => {
  it("chooses the language once, by what the browser asks for", async () => {
    expect(await moved("/help/demo", { "Accept-Language": "ru-RU,ru;q=0.9" })).toBe("302 /help/demo/ru");
    expect(await moved("/help/demo", { "Accept-Language": "de" })).toBe("302 /help/demo/en");
    const response = await get("/help/demo");
    expect(response.headers.get("Vary")).toBe("Accept-Language");
    expect(await moved("/help", { "Accept-Language": "ru" })).toBe("302 /help/deskbell/ru");
  });

  it("`default` is the first site, under its own name", async () => {
    expect(await moved("/help/default", { "Accept-Language": "en" })).toBe("302 /help/demo/en");
    expect(await moved("/help/default/ru/search?q=a%26b")).toBe("302 /help/demo/ru/search?q=a%26b");
    expect(await moved("/help/%64efault/ru/a%0d%0ab")).toBe("302 /help/demo/ru/a%0d%0ab");
  });

  it("has one address per page", async () => {
    expect(await moved("/help/demo/en/?x=1")).toBe("301 /help/demo/en?x=1");
    expect(await moved("/help/")).toBe("301 /help");
    expect(await moved("/r//?site=demo")).toBe("301 /r?site=demo");
    // Quadratic work on this one would hold up the whole desk for seconds.
    const long = `/help/x${"/".repeat(60_000)}a`;
    const took: number[] = [];
    for (let i = 0; i < 5; i++) {
      const start = performance.now();
      expect(await moved(`${long}/`)).toBe(`301 ${long}`);
      took.push(performance.now() - start);
    }
    // The quickest: the machine may stand still in one of them.
    expect(Math.min(...took)).toBeLessThan(1_000);
  });

  it.each(["/help/demo/en", "/help/demo/ru", ARTICLE, "/help/demo/en/account", "/help/demo/ru/search?q=пароль"])(
    "%s: strict policy, kept for a minute, 304 for who has it",
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      const { headers } = response;
      const html = await response.text();
      expect(headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      const policy = headers.get("Content-Security-Policy") ?? "";
      for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"])
        expect(policy).toContain(part);
      expect(policy).toContain("require-trusted-types-for 'script'; trusted-types lit-html");
      expect(policy).toContain(`connect-src 'self' ${SERVER.replace("http", "ws")}`);
      expect(policy).not.toContain("unsafe");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Cache-Control")).toBe("public, max-age=60");
      expect(html).not.toMatch(/ style=| on[a-z]+="|<script(?![^>]*(src=|ld\+json))/);
      for (const [, json] of html.matchAll(/ld\+json">(.*?)<\/script>/g)) JSON.parse(json ?? "");
      const again = await get(path, { "If-None-Match": headers.get("ETag") ?? "" });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
    },
  );

  it("an article links to its language and to its kin by id", async () => {
    const html = await text(ARTICLE);
    expect(html).toContain(`<link rel="canonical" href="${SERVER}${ARTICLE}"/>`);
    expect(html).toContain(`hreflang="ru" href="${SERVER}/help/demo/ru/account/reset-password"`);
    expect(html).toContain(`<support-widget site="demo" lang="en">`);
    expect(await text(`${ARTICLE}?thanks=1`)).toContain("Thank you");
  });

  it("a category has its questions as structured data", async () => {
    const html = await text("/help/demo/ru/account");
    const data = [...html.matchAll(/ld\+json">(.*?)<\/script>/g)].map(([, json]) => JSON.parse(json ?? ""));
    expect(data[1]).toMatchObject({ "@type": "FAQPage", inLanguage: "ru" });
    expect(data[1].mainEntity.length).toBeGreaterThan(0);
  });

  it("search has an address of its own; any question is one", async () => {
    expect(await text("/help/demo/en/search?q=password")).toMatch(/<mark>[^<]*password/i);
    for (const q of ["", "%00", "%3Cscript%3E", "a".repeat(20_000), "%F0%9F%98%80", "%"]) {
      const response = await get(`/help/demo/en/search?q=${q}`);
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain("<script>");
    }
  });

  it.each([
    ["/help/demo/en/account/none", "en", "/help/demo/en"],
    ["/help/demo/ru/none", "ru", "/help/demo/ru"],
    ["/help/none", "en", "/help/demo/en"],
    ["/help/none/ru", "ru", "/help/demo/ru"],
    ["/help/demo/xx", "en", "/help/demo/en"],
    ["/help/demo/constructor", "en", "/help/demo/en"],
    ["/help/demo/en/%2e%2e%2f/x", "en", "/help/demo/en"],
    ["/help/demo/en/a/b/c/d", "en", "/help/demo/en"],
    ["/nothing", "en", "/help/demo/en"],
  ])("%s is not there: a page in %s with a way on", async (path, locale, on) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const html = await response.text();
    expect(html).toContain(`<html lang="${locale}"`);
    expect(html).toContain(`href="${on}"`);
  });

  it("what is not there is told in the reader's language, and to programs as before", async () => {
    expect(await text("/nothing", { "Accept-Language": "ru" })).toContain("Страница не найдена");
    expect(await errorCode(await request("/nothing"))).toBe("404 not_found");
    expect(await errorCode(await request("/v1/nothing", { headers: HTML }))).toBe("404 not_found");
  });

  it("without a knowledge base it says so, with a way to try again", async () => {
    vi.useFakeTimers({ now: Date.now() + 60_000, toFake: ["Date"] });
    const broken = vi.spyOn((env as unknown as Env).ASSETS, "fetch").mockRejectedValue(new Error("down"));
    const response = await get("/help/demo/ru?x=1");
    broken.mockRestore();
    vi.useRealTimers();
    expect(response.status).toBe(503);
    const html = await response.text();
    expect(html).toContain("Справка сейчас недоступна");
    expect(html).toContain(`href="/help/demo/ru?x=1"`);
  });
});

describe("for search engines", () => {
  it("the sitemap has every page in both languages, with its date", async () => {
    const response = await get("/help/demo/sitemap.xml");
    expect(response.headers.get("Content-Type")).toBe("application/xml; charset=utf-8");
    const xml = await response.text();
    expect(xml).toContain(`<loc>${SERVER}${ARTICLE}</loc><lastmod>20`);
    expect(xml).toContain(`<loc>${SERVER}/help/demo/ru/account</loc>`);
    expect((await get("/help/none/sitemap.xml")).status).toBe(404);
  });

  it("robots.txt names the sitemaps of sites with articles", async () => {
    const robots = await text("/robots.txt");
    expect(robots).toContain(`Sitemap: ${SERVER}/help/demo/sitemap.xml`);
    expect(robots).toContain("Disallow: /console");
  });
});

describe("my requests", () => {
  it("is a shell that nobody keeps and no page learns of", async () => {
    const response = await get("/r?site=demo&lang=ru");
    const { headers } = response;
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("X-Robots-Tag")).toBe("noindex");
    expect(headers.get("Content-Security-Policy")).toContain("script-src 'self'");
    const html = await response.text();
    expect(html).toContain("<title>Мои обращения · Minutelark</title>");
    expect(html).toContain(`data-site="demo"`);
    expect(html).toContain("<noscript>");
  });

  it.each([
    ["/r", "demo"],
    ["/r?site=default", "demo"],
    ["/r?site=deskbell", "demo"],
  ])("%s is the page of %s", async (path, site) => {
    const html = await text(path, { "Accept-Language": "en" });
    expect(html).toContain(`data-site="${site}"`);
    expect(html).toContain("<title>My requests");
  });

  it.each(["none", "%22%3E%3Cscript%3E"])("of a site %s there is no page, but a way on", async (site) => {
    const response = await get(`/r?site=${site}`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('href="/help/demo/en"');
  });
});
