/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { requestsPath } from "./addresses.ts";
import type { HelpSite } from "./help-site.ts";
import { safeHref } from "./safe-href.ts";
import type { HelpWords } from "./words.ts";

/**
 * The way to a human, at the end of every page. The link leads to the chat on a page of its own; where the script runs it opens the
 * widget of this page instead (hosted/help.ts).
 */
export function Contact({ site, words }: { site: HelpSite; words: HelpWords }) {
  const ways = site.ways.filter(({ href }) => safeHref(href) !== null);
  if (!site.chat && ways.length === 0) {
    if (!site.own) return null;
    return (
      <footer class="contact">
        <p>
          <a href="/console">{words.console}</a>
        </p>
      </footer>
    );
  }
  return (
    <footer class="contact" id="_contact" lang={words.locale}>
      {site.chat ? (
        <section aria-labelledby="_ask">
          <h2 id="_ask">{words.contact}</h2>
          <p>{words.contactText}</p>
          {site.presence === null ? null : <p class="dim">{site.presence}</p>}
          <p class="buttons">
            <a class="button" href={requestsPath(site.id, site.locale)} data-chat>
              {words.chat}
            </a>
            <a class="button plain" href={requestsPath(site.id, site.locale)}>
              {words.requests}
            </a>
          </p>
        </section>
      ) : null}
      {ways.length === 0 ? null : (
        <section aria-labelledby="_ways">
          <h2 id="_ways">{words.otherWays}</h2>
          <ul class="ways">
            {ways.map(({ href, label, hours }) => (
              <li>
                <a href={href}>{label}</a>
                {hours === "" ? null : <span class="dim"> {hours}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {site.chat ? (
        // Its content is shown where the chat cannot be loaded, and without JavaScript.
        <support-widget site={site.id} lang={words.locale}>
          <a href="#_contact">{words.contact}</a>
        </support-widget>
      ) : null}
    </footer>
  );
}
