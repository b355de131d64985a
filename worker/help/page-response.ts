/** What a JSX element is to us: something that becomes a string. */
export type Page = { toString(): unknown };

/**
 * Policy of hosted pages: files of this server only, no inline code, no framing; lit-html is the widget's one Trusted Types policy.
 * `origins`: under which the pages are reached; not every browser counts WebSockets among 'self'.
 */
export function hostedPolicy(origins: readonly string[]): string {
  const sockets = origins.map((origin) => origin.replace(/^http/, "ws"));
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    ["connect-src 'self'", ...sockets].join(" "),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html",
  ].join("; ");
}

export function pageHeaders(origins: readonly string[]): Record<string, string> {
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": hostedPolicy(origins),
    "X-Content-Type-Options": "nosniff",
    // Other sites learn that a link came from here, not which article was read.
    "Referrer-Policy": "strict-origin-when-cross-origin",
  };
}

export function htmlOf(page: Page): string {
  return `<!doctype html>${String(page.toString())}`;
}

/** A page that everybody may keep for a minute; 304 when the reader has it. The tag is of the content: of articles, settings and build. */
export async function cachedPage(request: Request, text: string, headers: Record<string, string>): Promise<Response> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hash = [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const all = { ...headers, ETag: `W/"${hash}"`, "Cache-Control": "public, max-age=60" };
  const known = request.headers
    .get("If-None-Match")
    ?.split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(`"${hash}"`)) return new Response(null, { status: 304, headers: all });
  return new Response(text, { headers: all });
}
