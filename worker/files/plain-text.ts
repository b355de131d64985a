/** What begins as markup: HTML, SVG, XML, also behind a byte-order mark and white space. Anywhere else a "<" is only a sign. */
const MARKUP = /^\s*<[!?/a-z]/i;

/** UTF-8 without NUL, and nothing that a browser could take for a document. */
export function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false;
  try {
    // A byte-order mark is not part of what is decoded.
    return !MARKUP.test(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return false;
  }
}
