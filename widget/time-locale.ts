/** How the browser's own language writes the time, if that is a kind of the panel's language: "en-GB" has no AM and PM. */
export function timeLocale(lang: string, browser: string): string {
  // Odd tags exist ("en-US@posix"), and Intl throws on them.
  return new RegExp(`^${lang}(-[a-z\\d]{2,8})*$`, "i").test(browser) ? browser : lang;
}
