/** Headers of built files, by path prefix: one table for Cloudflare (written to `_headers`) and for raw workerd. */
export const STATIC_HEADERS: readonly { prefix: string; headers: Readonly<Record<string, string>> }[] = [
  {
    // The stable name that owners paste: cached for minutes, so that a fix arrives the same day.
    prefix: "/widget/v1/support-widget.js",
    headers: { ...anywhere(), "Cache-Control": "public, max-age=300, stale-while-revalidate=86400" },
  },
  {
    prefix: "/widget/v1/queue.js",
    headers: { ...anywhere(), "Cache-Control": "public, max-age=300, stale-while-revalidate=86400" },
  },
  { prefix: "/widget/v1/integrity.json", headers: { ...anywhere(), "Cache-Control": "public, max-age=300" } },
  { prefix: "/widget/v1/THIRD-PARTY-NOTICES.txt", headers: { ...anywhere(), "Cache-Control": "public, max-age=300" } },
  { prefix: "/widget/", headers: { ...anywhere(), "Cache-Control": "public, max-age=31536000, immutable" } },
  {
    // Stable names, which the worker's pages carry: cached for minutes, as the launcher is.
    prefix: "/hosted/assets/",
    headers: {
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
    },
  },
  {
    prefix: "/console/assets/",
    headers: { "X-Content-Type-Options": "nosniff", "Cache-Control": "public, max-age=31536000, immutable" },
  },
];

/** Loaded by other people's pages, under their policies, without credentials. */
function anywhere(): Record<string, string> {
  return {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
  };
}

export function staticHeaders(path: string): Readonly<Record<string, string>> | null {
  return STATIC_HEADERS.find(({ prefix }) => path.startsWith(prefix))?.headers ?? null;
}

/** Cloudflare's `_headers` file merges every rule that matches, so a rule for one file takes back what the folder's rule said. */
export function headersFile(): string {
  return [...STATIC_HEADERS]
    .reverse()
    .map(({ prefix, headers }) => {
      const folder = prefix.endsWith("/");
      const lines = Object.entries(headers).flatMap(([k, v]) =>
        folder ? [`  ${k}: ${v}`] : [`  ! ${k}`, `  ${k}: ${v}`],
      );
      return `${prefix}${folder ? "*" : ""}\n${lines.join("\n")}\n`;
    })
    .join("\n");
}

/** The console's page. No inline code, no framing, Trusted Types without a single policy. */
export const CONSOLE_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");
