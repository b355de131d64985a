const ALLOWED = new Set(["https:", "http:", "mailto:", "tel:"]);

/** The address as it may stand in a link, or null. Checked at build time already; a damaged file must not become script. */
export function safeHref(href: string): string | null {
  try {
    return ALLOWED.has(new URL(href).protocol) ? href : null;
  } catch {
    return null;
  }
}

/** `#` and a heading's id, of any alphabet, as it may stand in a link within the page; null for anything else. */
export const headingHref = (href: string): string | null =>
  /^#./.test(href) ? `#${encodeURIComponent(href.slice(1))}` : null;

/** A built image of the knowledge base; nothing else is loaded by a help page. */
export function safeImage(src: string): string | null {
  return /^\/media\/[0-9a-f]{16}\.(png|jpe?g|webp|gif|avif)$/.test(src) ? src : null;
}
