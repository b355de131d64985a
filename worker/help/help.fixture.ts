import type { Article, Block } from "../../protocol/article.ts";
import type { HelpSite } from "./help-site.ts";
import { htmlOf, type Page } from "./page-response.ts";

/** For the tests of this folder. */
export const SITE: HelpSite = {
  id: "demo",
  name: "Minutelark",
  locale: "en",
  locales: ["en", "ru"],
  origin: "https://desk.example",
  chat: true,
  own: false,
  presence: "The bot answers at once.",
  ways: [{ kind: "phone", label: "+1 555 0100", href: "tel:+15550100", hours: "9 to 6" }],
};
export const RUSSIAN: HelpSite = { ...SITE, locale: "ru" };

export const heading = (text: string, id: string, level: 2 | 3 | 4 = 2): Block => ({ t: "h", level, id, c: [text] });
export const paragraph = (text: string): Block => ({ t: "p", c: [text] });

export const article = (body: Block[], extra: Partial<Article> = {}): Article => ({
  id: "billing/refund",
  title: "Refunds",
  category: "billing",
  locale: "en",
  updated: "2026-11-21",
  body,
  related: [],
  actions: [],
  url: "/help/demo/en/billing/refund",
  ...extra,
});

export const render = (page: Page): string => htmlOf(page);

/** Structured data of a page, parsed. */
export function dataOf(html: string): Record<string, unknown>[] {
  return [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    ([, json]) => JSON.parse(json ?? "") as Record<string, unknown>,
  );
}
