import type { AskResponse } from "../../protocol/api.ts";
import { t } from "../language.ts";
import { ArticlePassage } from "./article-passage.tsx";
import { ExplanationView } from "./explanation-view.tsx";
import { TextWithLinks } from "./text-with-links.tsx";

type Props = { question: string; locale: string; value: AskResponse };

/** What a visitor would see, and under it why. */
export function BotAnswer({ question, locale, value: { body, explanation } }: Props) {
  const { knowledge, authors } = t.value;
  const options = body.kind === "answer" || body.kind === "phrase" ? body.options : [];
  return (
    <div class="bot-answer">
      <h3>{knowledge.visitorGets}</h3>
      <div class="thread-sample" lang={locale}>
        <article class="message visitor">
          <p class="author">{authors.visitor}</p>
          <p class="text" dir="auto">
            {question}
          </p>
        </article>
        <article class="message bot">
          <p class="author">{authors.bot}</p>
          {body.kind === "answer" && <ArticlePassage body={body} />}
          {body.kind === "phrase" && <TextWithLinks text={body.phrase.text} />}
          {body.kind === "text" && <TextWithLinks text={body.text} />}
          {options.length > 0 && (
            <div class="offered">
              <span>{knowledge.buttons}</span>
              <ul>
                {options.map((option) => (
                  <li key={option.pick}>
                    <bdi>{option.label}</bdi>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </article>
      </div>
      {explanation.decision === "escalate" && <p class="muted">{knowledge.toHuman}</p>}
      <ExplanationView explanation={explanation} open />
    </div>
  );
}
