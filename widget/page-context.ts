import type { PageContext } from "../protocol/frames.ts";

/** The page at the time of writing. The fragment is left out: single-page apps keep secrets in it. */
export function pageContext(lang: string): PageContext {
  const { origin, pathname, search } = location;
  return {
    locale: /^ru\b/i.test(lang) ? "ru" : "en",
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    pageUrl: origin + pathname + search,
    pageTitle: document.title,
    referrer: document.referrer,
  };
}
