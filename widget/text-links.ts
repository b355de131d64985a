import { safeHref } from "./safe-href.ts";

/** Words of a message; with `href` they are an address to follow. */
type Piece = { text: string; href?: string };

/** Ends neither with a sentence's own stop nor with a bracket that was opened before it. */
const ADDRESS = /https?:\/\/(\([^\s()]*\)|[^\s()<>"«»“”])*(\([^\s()]*\)|[^\s()<>"«»“”.,:;!?…'*_\]])/gi;

/**
 * Cuts a text at its web addresses; joined again, the pieces are exactly `text`. Only http and https, and none with a name before
 * an @: such an address leads elsewhere than it looks.
 */
export function textPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    const href = hrefOf(address);
    if (!href) continue;
    pieces.push({ text: text.slice(at, index) }, { text: address, href });
    at = index + address.length;
  }
  pieces.push({ text: text.slice(at) });
  return pieces.filter((piece) => piece.text);
}

function hrefOf(address: string): string | null {
  const href = safeHref(address);
  return href && new URL(href).username ? null : href;
}
