const SCHEMES = ["https:", "http:", "mailto:", "tel:"];

/** The address if a visitor may follow it. Checked again here although the build checked it: this is where it would run. */
export function safeHref(href: string): string | null {
  try {
    const url = new URL(href);
    return SCHEMES.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
