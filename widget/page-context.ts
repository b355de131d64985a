import type { PageContext } from "../protocol/frames.ts";
import type { ATTRIBUTE_NAME_MAX, ATTRIBUTES_MAX } from "../protocol/limits.ts";
import type { Spoken } from "../protocol/model.ts";

/** As the server cuts: a page that says too much must not make a frame too big. */
const MOST: typeof ATTRIBUTES_MAX = 20;
const LONGEST: typeof ATTRIBUTE_NAME_MAX = 60;

/**
 * The page at the time of writing. The fragment is left out: single-page apps keep secrets in it.
 *
 * @param said with `setContext`: what is no text, number, yes or no is left out
 */
export function pageContext(lang: string, said: object | undefined): PageContext {
  const { origin, pathname, search } = location;
  const attributes = Object.entries(said ?? {})
    .filter(([name, value]) => name.length <= LONGEST && /^(st|n|b)/.test(typeof value))
    .slice(0, MOST)
    .map(([name, value]) => [name, `${value as string}`] as const);
  return {
    locale: (/^(ar|de|es|ru)\b/.exec(lang.toLowerCase())?.[0] ?? "en") as Spoken,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    pageUrl: origin + pathname + search,
    pageTitle: document.title,
    referrer: document.referrer,
    ...(attributes[0] && { attributes: Object.fromEntries(attributes) }),
  };
}
