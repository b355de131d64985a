/** Plain text as Markdown: whatever could be read as a mark gets a backslash; the line breaks of the text stay. */
export function plainToMarkdown(text: string): string {
  const escaped = text
    .replace(/\r\n?/g, "\n")
    .replace(/[\\`*_{}[\]<>#|~&!+=.:@-]/g, "\\$&")
    .replace(/\n[ \t]+/g, "\n")
    .replace(/(\S)[ \t]*\n(?=\S)/g, "$1\\\n");
  return escaped.replace(/^(\s*)(\d+)(\))/gm, "$1$2\\$3").trim();
}
