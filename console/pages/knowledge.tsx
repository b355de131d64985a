import type { Desk } from "../desk.ts";
import { locale, t } from "../language.ts";
import { ArticleFeedback } from "../parts/article-feedback.tsx";
import { SignedIn } from "../parts/signed-in.tsx";
import { SitePicker } from "../parts/site-picker.tsx";
import { TryBot } from "../parts/try-bot.tsx";
import { useTitle } from "../parts/use-title.ts";
import { siteHelp } from "../paths.ts";
import { chosenSite, siteName } from "../site.ts";

/** What the bot answers and why, and what visitors say about the articles. */
export function KnowledgePage() {
  return <SignedIn>{(desk) => <Knowledge desk={desk} />}</SignedIn>;
}

function Knowledge({ desk }: { desk: Desk }) {
  const { knowledge } = t.value;
  const site = chosenSite.value;
  useTitle(knowledge.title);
  return (
    <main class="page wide" id="main" tabIndex={-1}>
      <div class="page-head">
        <h1>{knowledge.title}</h1>
        <a href={siteHelp(siteName.value, locale.value)} target="_blank" rel="noopener">
          {knowledge.centre}
        </a>
      </div>
      <SitePicker />
      <TryBot key={`try-${site}`} site={site} admin={desk.me.role === "admin"} />
      <ArticleFeedback key={`feedback-${site}`} site={site} />
      <p class="muted">
        {knowledge.edit.split("`").map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}
      </p>
    </main>
  );
}
