import type { ComponentChildren } from "preact";
import type { Author, ConversationId, Message, Option } from "../../protocol/model.ts";
import { dateAndTime, timeOfDay } from "../format.ts";
import { dates, t } from "../language.ts";
import { ArticlePassage } from "./article-passage.tsx";
import { AttachedFiles } from "./attached-files.tsx";
import { ExplanationView } from "./explanation-view.tsx";
import { TextWithLinks } from "./text-with-links.tsx";

type Props = {
  id: ConversationId;
  message: Message;
  continued: boolean;
  /** Under a message of the desk: whether the visitor has seen it. */
  mark?: "sent" | "seen" | null;
};

/** One entry of either stream. Everything that people wrote is a text node, in its own direction. */
export function MessageItem({ id, message, continued, mark }: Props) {
  const { activity, thread, authors, parties } = t.value;
  const { author, body, at } = message;
  if (body.kind === "activity") return <QuietLine at={at}>{activity(body.activity)}</QuietLine>;
  if (body.kind === "phrase" && author.kind === "system") {
    return (
      <QuietLine at={at}>
        {thread.visitorSees} <bdi>{body.phrase.text}</bdi>
      </QuietLine>
    );
  }
  const note = body.kind === "note";
  return (
    <article class={`message ${note ? "note" : author.kind}${continued ? " continued" : ""}`}>
      <header class={continued ? "visually-hidden" : undefined}>
        <span class="author">{author.kind === "agent" ? <bdi>{author.name}</bdi> : authors[author.kind]}</span>
        {note && (
          <span class="chip note" title={thread.noteHint}>
            {thread.note}
          </span>
        )}
        <Time at={at} />
      </header>
      {(body.kind === "text" || note) && body.text !== "" && <TextWithLinks text={body.text} />}
      {body.kind === "text" && <AttachedFiles id={id} files={body.files} />}
      {body.kind === "text" && body.pick !== undefined && <p class="pressed">{thread.pressed}</p>}
      {body.kind === "phrase" && <TextWithLinks text={body.phrase.text} />}
      {body.kind === "answer" && <ArticlePassage body={body} />}
      {(body.kind === "answer" || body.kind === "phrase") && <Offered options={body.options} author={author} />}
      {/* Looked up, not announced: it would speak into every answer. It has its line before it is known, so nothing jumps. */}
      {mark && (
        <p class="delivery" aria-live="off">
          {parties[mark]}
        </p>
      )}
      {message.explanation && <ExplanationView explanation={message.explanation} />}
    </article>
  );
}

/** The buttons that the visitor saw; for agents they are history, not something to press. */
function Offered({ options, author }: { options: Option[]; author: Author }) {
  if (options.length === 0 || author.kind !== "bot") return null;
  return (
    <div class="offered">
      <span>{t.value.thread.offered}</span>
      <ul>
        {options.map((option) => (
          <li key={option.pick}>
            <bdi>{option.label}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

function QuietLine({ at, children }: { at: number; children: ComponentChildren }) {
  return (
    <p class="quiet-line">
      {children} <Time at={at} />
    </p>
  );
}

function Time({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={dateAndTime(at, dates.value)}>
      {timeOfDay(at, dates.value)}
    </time>
  );
}
