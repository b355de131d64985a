import { maskCardNumbers } from "../../protocol/card-numbers.ts";
import type { PageContext } from "../../protocol/frames.ts";

/** What the page has said of itself, without card numbers: some shops have them in addresses and titles. */
export function maskedContext({
  locale,
  timeZone,
  pageUrl,
  pageTitle,
  referrer,
  attributes,
}: PageContext): PageContext {
  const context = {
    locale,
    timeZone: maskCardNumbers(timeZone),
    pageUrl: maskCardNumbers(pageUrl),
    pageTitle: maskCardNumbers(pageTitle),
    referrer: maskCardNumbers(referrer),
  };
  if (!attributes) return context;
  const masked = Object.entries(attributes).map(([name, value]) => [name, maskCardNumbers(value)]);
  return { ...context, attributes: Object.fromEntries(masked) };
}
