/** `page` with the section that bench `name` writes replaced between its markers, or added at the end. */
export function withSection(page: string, name: string, text: string): string {
  const begin = `<!-- bench:${name} -->`;
  const end = `<!-- /bench:${name} -->`;
  const whole = `${begin}\n${text}\n${end}`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  return from >= 0 && to > from
    ? `${page.slice(0, from)}${whole}${page.slice(to + end.length)}`
    : `${page.trimEnd()}\n\n${whole}\n`;
}
