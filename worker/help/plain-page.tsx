/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { homePath, searchPath } from "./addresses.ts";
import { Contact } from "./contact.tsx";
import type { HelpSite } from "./help-site.ts";
import { direction, languageName } from "./language.ts";
import { CHAT_SCRIPTS, Icon, PageHead } from "./page-head.tsx";
import { SearchForm } from "./search-form.tsx";
import { helpWords } from "./words.ts";

export type PlainFacts = {
  /** The reader's language. */
  locale: string;
  kind: "not_found" | "unavailable";
  /** The help centre that was meant; null: none, or it cannot be asked. */
  site: HelpSite | null;
  /** The same article in languages that have it. */
  elsewhere?: readonly { locale: string; path: string; title: string }[];
  /** Where it can be tried again. */
  retry?: string;
};

/** What does not exist, or cannot be shown now; always with a way on. */
export function PlainPage({ locale, kind, site, elsewhere = [], retry }: PlainFacts) {
  const words = helpWords(locale);
  const gone = kind === "not_found";
  const title = gone ? words.notFoundTitle : words.unavailableTitle;
  const home = site ? homePath(site.id, site.locale) : "/help";
  return (
    <html lang={words.locale} dir={direction(words.locale)}>
      <PageHead
        title={title}
        ogTitle={title}
        description=""
        origin={site?.origin ?? ""}
        siteName={site ? words.help(site.name) : "Deskbell"}
        path={null}
        alternates={[]}
        xDefault={null}
        noindex
        data={[]}
        scripts={site?.chat ? CHAT_SCRIPTS : []}
      />
      <body>
        <header class="top">
          <div class="bar">
            <a class="brand" href={home}>
              <Icon />
              <span dir="auto">{site ? words.help(site.name) : words.home}</span>
            </a>
          </div>
        </header>
        <main id="_content" tabindex={-1}>
          <h1>{title}</h1>
          {elsewhere.length > 0 && site?.locale === words.locale ? <p>{words.notHere}</p> : null}
          {elsewhere.length === 0 ? <p>{gone ? words.notFoundText : words.unavailableText}</p> : null}
          {elsewhere.length > 0 ? (
            <ul class="links">
              {elsewhere.map((other) => (
                <li>
                  {words.readIn(languageName(other.locale))}:{" "}
                  <a href={other.path} hreflang={other.locale} lang={other.locale} dir="auto">
                    {other.title}
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          {gone && site ? <SearchForm action={searchPath(site.id, site.locale)} query="" words={words} /> : null}
          <p class="buttons">
            {retry === undefined ? null : (
              <a class="button" href={retry}>
                {words.retry}
              </a>
            )}
            {gone ? (
              <a class="button plain" href={home}>
                {words.backHome}
              </a>
            ) : null}
          </p>
        </main>
        {site ? <Contact site={site} words={words} /> : null}
      </body>
    </html>
  );
}
