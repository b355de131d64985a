import type { Report } from "./problem.ts";

/** Of one site and locale. Beyond it the file leaves too little of an isolate's 128 MB (docs/decisions/0018-beyond-10-000-articles.md). */
export const ARTICLES_MANY = 10_000;

/** `locales`: number of articles by locale. */
export function checkSize(locales: Iterable<readonly [string, number]>, report: Report): void {
  for (const [locale, count] of locales)
    if (count > ARTICLES_MANY)
      report(
        "warning",
        "many articles",
        null,
        `has ${count} articles in ${locale}; over ${ARTICLES_MANY} they may not fit into the memory of a worker. Split them into several sites`,
      );
}
