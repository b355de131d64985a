import { useCallback } from "preact/hooks";
import type { FeedbackResponse } from "../../protocol/api.ts";
import { api } from "../api.ts";
import { t } from "../language.ts";
import { siteHelp } from "../paths.ts";
import { siteName } from "../site.ts";
import { LoadTrouble } from "./load-trouble.tsx";
import { useLoaded } from "./use-loaded.ts";

/** Yes and no per article, in the server's order: those that help least come first, they are the work. */
export function ArticleFeedback({ site }: { site: string }) {
  const { knowledge } = t.value;
  const loaded = useLoaded(useCallback(() => api.feedback(site), [site]));
  const articles = loaded.value?.articles ?? null;
  return (
    <section aria-labelledby="feedback">
      <h2 id="feedback">{knowledge.feedback}</h2>
      <p class="muted">{knowledge.feedbackText}</p>
      <LoadTrouble {...loaded} />
      {articles?.length === 0 && <p class="empty-box muted">{knowledge.noFeedback}</p>}
      {articles && articles.length > 0 && <Table articles={articles} />}
    </section>
  );
}

function Table({ articles }: { articles: FeedbackResponse["articles"] }) {
  const { knowledge, languages } = t.value;
  const names: Record<string, string> = languages;
  return (
    <table class="feedback">
      <thead>
        <tr>
          <th scope="col">{knowledge.article}</th>
          <th scope="col">{knowledge.language}</th>
          <th scope="col">{knowledge.no}</th>
          <th scope="col">{knowledge.yes}</th>
        </tr>
      </thead>
      <tbody>
        {articles.map(({ id, locale, title, yes, no }) => (
          <tr key={`${locale}/${id}`}>
            <td>
              <a href={siteHelp(siteName.value, locale, id)} target="_blank" rel="noopener" lang={locale} dir="auto">
                {title}
              </a>
            </td>
            <td>{names[locale] ?? locale}</td>
            <td>{no}</td>
            <td>{yes}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
