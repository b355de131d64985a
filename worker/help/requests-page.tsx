/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Locale } from "../../protocol/model.ts";
import { direction } from "./language.ts";
import { Icon, PageHead } from "./page-head.tsx";
import { helpWords } from "./words.ts";

export type RequestsFacts = {
  locale: Locale;
  site: string;
  /** null: not known; the page works without. */
  siteName: string | null;
  helpPath: string;
  origin: string;
};

/**
 * "My requests": a shell. hosted/return.ts reads the link from the fragment, which no server sees, and puts the widget into
 * `#desk`: before the session is stored the widget must not look for one.
 */
export function RequestsPage({ locale, site, siteName, helpPath, origin }: RequestsFacts) {
  const words = helpWords(locale);
  return (
    <html lang={locale} dir={direction(locale)} class="requests">
      <PageHead
        title={siteName ? `${words.requests} · ${siteName}` : words.requests}
        ogTitle={words.requests}
        description=""
        origin={origin}
        siteName={siteName ?? "Deskbell"}
        path={null}
        alternates={[]}
        xDefault={null}
        noindex
        data={[]}
        scripts={["/hosted/assets/return.js", "/widget/v1/support-widget.js"]}
      />
      <body>
        <header class="top">
          <div class="bar">
            <a class="brand" href={helpPath}>
              <Icon />
              <span dir="auto">{siteName ?? words.home}</span>
            </a>
            <h1>{words.requests}</h1>
            <a class="aside" href={helpPath}>
              {words.home}
            </a>
          </div>
        </header>
        <main id="desk" tabindex={-1} data-site={site} data-help={helpPath}>
          <div id="state" aria-live="polite" />
          <noscript>
            <p>{words.requestsNoScript}</p>
          </noscript>
        </main>
      </body>
    </html>
  );
}
