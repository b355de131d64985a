import type { PageContext } from "../protocol/frames.ts";
import type { Spoken } from "../protocol/model.ts";

/** The page at the time of writing. The fragment is left out: single-page apps keep secrets in it. */
export function pageContext(lang: string): PageContext {
  const { origin, pathname, search } = location;
  return {
    locale: (/^(ar|de|es|ru)\b/.exec(lang.toLowerCase())?.[0] ?? "en") as Spoken,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    pageUrl: origin + pathname + search,
    pageTitle: document.title,
    referrer: document.referrer,
  };
}
