/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import { entryPath, homePath, searchPath } from "./addresses.ts";
import { Contact } from "./contact.tsx";
import type { Alternate, HelpSite } from "./help-site.ts";
import { direction, languageName } from "./language.ts";
import { CHAT_SCRIPTS, Icon, PageHead } from "./page-head.tsx";
import { SearchForm } from "./search-form.tsx";
import { helpWords } from "./words.ts";

export type PageFacts = {
  site: HelpSite;
  title: string;
  /** For search engines and previews; "": none. */
  description: string;
  /** Path of the page without query. */
  path: string;
  /** The same page in the languages that have it, this one among them. */
  alternates: readonly Alternate[];
  /** Search engines keep it out. */
  noindex?: boolean;
  /** What stands in the search field. */
  query?: string;
  data?: readonly object[];
  /** The index brings its own, larger one. */
  hideSearch?: boolean;
  children?: Child;
};

/**
 * Every page of a help centre: readable without the script, which only opens the chat in the page. Ids of the page's own begin with
 * "_": those of an article's headings never do, and "Contact" is a likely heading.
 */
export function HelpPage({ children, ...page }: PageFacts) {
  const { site, title, alternates, path, query = "", noindex = false } = page;
  const words = helpWords(site.locale);
  const name = words.help(site.name);
  return (
    <html lang={site.locale} dir={direction(site.locale)}>
      <PageHead
        title={title === name ? name : `${title} · ${name}`}
        ogTitle={title}
        description={page.description}
        origin={site.origin}
        siteName={name}
        path={path}
        alternates={alternates}
        xDefault={noindex ? null : xDefault(site, path, alternates)}
        noindex={noindex}
        data={page.data ?? []}
        scripts={site.chat ? CHAT_SCRIPTS : []}
      />
      <body>
        <a class="skip" href="#_content">
          {words.skip}
        </a>
        <header class="top">
          <div class="bar">
            <a class="brand" href={homePath(site.id, site.locale)}>
              <Icon />
              <span dir="auto">{name}</span>
            </a>
            {page.hideSearch ? null : (
              <SearchForm action={searchPath(site.id, site.locale)} query={query} words={words} small />
            )}
            <Languages site={site} alternates={alternates} label={words.language} />
          </div>
        </header>
        <main id="_content" tabindex={-1}>
          {children}
        </main>
        <Contact site={site} words={words} />
      </body>
    </html>
  );
}

function xDefault(site: HelpSite, path: string, alternates: readonly Alternate[]): string {
  if (path === homePath(site.id, site.locale)) return entryPath(site.id);
  return (alternates.find(({ locale }) => locale === "en") ?? alternates[0])?.path ?? path;
}

/** Other languages: this page where it exists in them, else their start. */
function Languages({ site, alternates, label }: { site: HelpSite; alternates: readonly Alternate[]; label: string }) {
  if (site.locales.length < 2) return null;
  return (
    <nav class="languages" aria-label={label}>
      <ul>
        {site.locales.map((locale) => {
          const to = alternates.find((other) => other.locale === locale)?.path ?? homePath(site.id, locale);
          const current = locale === site.locale ? ("true" as const) : undefined;
          return (
            <li>
              <a href={to} hreflang={locale} lang={locale} aria-current={current}>
                {languageName(locale)}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
