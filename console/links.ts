import { webAddress } from "./visitor-facts.ts";

/** A run of text, or an address in it that may become a link. */
export type TextPart = { text: string; href: string | null };

const ADDRESS = /\bhttps?:\/\/[^\s<>"`«»“”]+/giu;
/** Ends of sentences and brackets around an address are not part of it. */
const TRAILING = /[.,:;!?'’…*_~]+$/u;

/** Splits what somebody wrote at its web addresses. The parts put together are the text, unchanged. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = webAddress(address);
    if (href === null) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

function trimmed(found: string): string {
  let address = found;
  for (;;) {
    const shorter = address
      .replace(TRAILING, "")
      .replace(/[)\]}]$/u, (bracket) => (isOpened(address, bracket) ? bracket : ""));
    if (shorter === address) return address;
    address = shorter;
  }
}

/** `https://example.org/a_(b)` keeps its bracket, `(https://example.org)` does not. */
function isOpened(address: string, bracket: string): boolean {
  const opening = { ")": "(", "]": "[", "}": "{" }[bracket] ?? "";
  return address.split(opening).length >= address.split(bracket).length;
}
