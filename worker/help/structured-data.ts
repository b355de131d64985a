import type { Article } from "../../protocol/article.ts";
import type { HelpSite } from "./help-site.ts";

/** Objects of schema.org, without the context. */

export function breadcrumbData(origin: string, trail: readonly { name: string; path: string }[]): object {
  return {
    "@type": "BreadcrumbList",
    itemListElement: trail.map(({ name, path }, i) => ({
      "@type": "ListItem",
      position: i + 1,
      name,
      item: `${origin}${path}`,
    })),
  };
}

/** Only what the page itself shows: titles and their first sentences. */
export function questionsData(
  entries: readonly { title: string; excerpt: string; path: string }[],
  site: HelpSite,
): object {
  return {
    "@type": "FAQPage",
    inLanguage: site.locale,
    mainEntity: entries
      .filter(({ excerpt }) => excerpt !== "")
      .map(({ title, excerpt, path }) => ({
        "@type": "Question",
        name: title,
        url: `${site.origin}${path}`,
        acceptedAnswer: { "@type": "Answer", text: excerpt },
      })),
  };
}

export function articleData(article: Article, path: string, description: string, site: HelpSite): object {
  return {
    "@type": "Article",
    headline: article.title,
    ...(description === "" ? {} : { description }),
    inLanguage: article.locale,
    dateModified: article.updated,
    mainEntityOfPage: `${site.origin}${path}`,
    publisher: { "@type": "Organization", name: site.name },
  };
}
