import { HELP_SITE, SITE_ID } from "../../protocol/model.ts";
import { ownOrigins } from "../access/origins.ts";
import { entryPath, homePath } from "../help/addresses.ts";
import { interfaceLocale, negotiate } from "../help/language.ts";
import { htmlOf, pageHeaders } from "../help/page-response.ts";
import { RequestsPage } from "../help/requests-page.tsx";
import { siteOf } from "../knowledge.ts";
import { missingPage } from "./help-missing.ts";
import { type C, localesOf, manifestOf, publicOrigin } from "./help-place.ts";
import { siteId } from "./public-reading.ts";

/**
 * "My requests", and where a return link leads. The server never sees the secret: it stands behind the #. So this page is the same for
 * everybody, and works with the knowledge base down.
 */
export async function requests(c: C): Promise<Response> {
  const asked = c.req.query("site") ?? "default";
  const first = siteId(c, "default");
  const manifest = await manifestOf(c);
  // No chat belongs to Deskbell's own help.
  const id = asked === HELP_SITE ? first : siteId(c, asked);
  const site = manifest ? siteOf(manifest, id) : null;
  // A desk without articles has a chat all the same, so only another name is unknown. With nothing to ask, the widget finds out.
  if (!SITE_ID.test(asked) || (manifest && !site && id !== first)) {
    return missingPage(c, { kind: "not_found", site: null });
  }
  const lang = c.req.query("lang");
  const locale = interfaceLocale(
    lang === "en" || lang === "ru" ? lang : negotiate(c.req.header("Accept-Language"), ["en", "ru"]),
  );
  const helpPath = site && localesOf(site).includes(locale) ? homePath(id, locale) : entryPath(id);
  const text = htmlOf(
    RequestsPage({ locale, site: id, siteName: site?.name[locale] ?? null, helpPath, origin: publicOrigin(c) }),
  );
  return new Response(text, {
    headers: {
      ...pageHeaders(ownOrigins(c.env, c.req.raw)),
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Robots-Tag": "noindex",
    },
  });
}
