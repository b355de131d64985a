import { ownOrigins } from "../access/origins.ts";
import type { HelpSite } from "../help/help-site.ts";
import { negotiate } from "../help/language.ts";
import { htmlOf, pageHeaders } from "../help/page-response.ts";
import { PlainPage } from "../help/plain-page.tsx";
import { siteOf } from "../knowledge.ts";
import { type C, helpSite, localesOf, type Missing, manifestOf, readerLocale } from "./help-place.ts";
import { siteId } from "./public-reading.ts";

/** A page instead of the one that was asked for: where the reader goes on, in the reader's language. Never kept. */
export async function missingPage(
  c: C,
  missing: Missing,
  elsewhere: readonly { locale: string; path: string; title: string }[] = [],
): Promise<Response> {
  if (missing.kind === "redirect") return c.body(null, 302, { Location: missing.to + new URL(c.req.url).search });
  const { kind } = missing;
  const site = missing.site ?? (await defaultHelp(c));
  const url = new URL(c.req.url);
  const text = htmlOf(
    PlainPage({
      locale: readerLocale(c),
      kind,
      site,
      elsewhere,
      ...(kind === "unavailable" ? { retry: url.pathname + url.search } : {}),
    }),
  );
  const headers: Record<string, string> = {
    ...pageHeaders(ownOrigins(c.env, c.req.raw)),
    "Cache-Control": "no-store",
    Vary: "Accept-Language",
    ...(kind === "unavailable" ? { "Retry-After": "30" } : {}),
  };
  return new Response(text, { status: kind === "not_found" ? 404 : 503, headers });
}

/** Where a reader goes on who came to an address of no site: the visitors' own help, not the manual of this program. */
async function defaultHelp(c: C): Promise<HelpSite | null> {
  const manifest = await manifestOf(c);
  const id = siteId(c, "default");
  const site = manifest && siteOf(manifest, id);
  const locales = site ? localesOf(site) : [];
  return site && locales.length > 0 ? helpSite(c, id, site, negotiate(readerLocale(c), locales)) : null;
}

/** A browser that navigates gets a page for an unknown address; programs get the error they know. */
export async function unknownAddress(c: C): Promise<Response | null> {
  const { pathname, search } = new URL(c.req.url);
  const { method } = c.req;
  if ((method !== "GET" && method !== "HEAD") || pathname.startsWith("/v1/") || pathname === "/v1") return null;
  // By hand: /\/+$/ is quadratic in slashes that do not stand at the end, and an address may hold 60 kB of them.
  let end = pathname.length;
  while (pathname[end - 1] === "/") end--;
  const path = pathname.slice(0, end);
  if (end < pathname.length && (/^\/(help|r)$/.test(path) || path.startsWith("/help/"))) {
    // One address per page: without the slash at the end.
    return c.body(null, 301, { Location: path + search });
  }
  if (!pathname.startsWith("/help/") && !c.req.header("Accept")?.includes("text/html")) return null;
  return missingPage(c, { kind: "not_found", site: null });
}
