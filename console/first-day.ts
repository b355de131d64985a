import type { FirstDay } from "../protocol/api.ts";

/** What makes the first day complete, in the order in which it is best done. */
export const STEPS = ["widget", "knowledge", "hours", "ways", "colleague", "questions"] as const;
export type Step = (typeof STEPS)[number];

export const QUESTIONS = 3;

export function isDone(step: Step, { seen, knowledge, hours, ways, agents, tried }: FirstDay): boolean {
  switch (step) {
    case "widget":
      return seen.some((page) => page.listed && !isOwnMachine(page.origin));
    case "knowledge":
      return knowledge.own && knowledge.unfilled === 0;
    case "hours":
      return hours;
    case "ways":
      return ways;
    case "colleague":
      return agents > 1;
    case "questions":
      return tried >= QUESTIONS;
  }
}

/** The demo site, or a page under construction: visitors do not come there. */
export function isOwnMachine(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin);
}

export function doneCount(state: FirstDay): number {
  return STEPS.filter((step) => isDone(step, state)).length;
}

/**
 * What an owner pastes into their page. `help` is the words of the link that is seen without JavaScript. The first site is not named
 * (`default`): the snippet then outlives a change from the demo's articles to one's own.
 */
export function snippet(server: string, site: string, locale: string, help: string): string {
  const named = site === "default" ? "" : ` site="${site}"`;
  return [
    `<script type="module" src="${server}/widget/v1/support-widget.js"></script>`,
    `<support-widget server="${server}"${named}>`,
    `  <a href="${server}/help/${site}/${locale}">${help}</a>`,
    "</support-widget>",
  ].join("\n");
}

/** The tag for a page whose visitors are signed in. What is in braces is for the owner's server to fill in. */
export function signedTag(server: string, site: string): string {
  return [
    `<support-widget server="${server}" site="${site}"`,
    '                user-token="{{ token }}">',
    "</support-widget>",
  ].join("\n");
}
