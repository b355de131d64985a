import { describe, expect, it } from "vitest";
import type { Locale } from "../../protocol/model.ts";
import type { HistoryMessage } from "./dialogue.ts";
import { ENGLISH_DIALOGUES, type ExampleDialogue } from "./dialogues-en.fixture.ts";
import { RUSSIAN_DIALOGUES } from "./dialogues-ru.fixture.ts";
import { needsOtherLanguages } from "./languages.ts";
import { type BotReply, respond } from "./respond.ts";
import { ENGLISH_SHOP, RUSSIAN_SHOP } from "./shop.fixture.ts";

const BASES = { en: ENGLISH_SHOP, ru: RUSSIAN_SHOP };

/** The reply in a few words: what it is, its language if it is not the visitor's, and buttons beside the usual ones. */
function gist({ body, escalate }: BotReply, locale: Locale): string {
  if (escalate !== null) return `escalate ${escalate}`;
  if (body.kind === "phrase") return body.phrase.key;
  if (body.kind !== "answer") return body.kind;
  const language = body.locale === locale ? "" : `${body.locale} `;
  const more = body.options.map(({ pick }) => pick).filter((pick) => pick !== "yes" && pick !== "no");
  return [`answer ${language}${body.article.id}`, ...more].join(" + ");
}

function play([, ...lines]: ExampleDialogue, locale: Locale): [string, string][] {
  const own = BASES[locale];
  const other = BASES[locale === "en" ? "ru" : "en"];
  const history: HistoryMessage[] = [];
  return lines.map(([said]) => {
    const last = history.at(-1)?.body ?? null;
    const pick = /^\[(.*)\]$/.exec(said)?.[1];
    const options = last !== null && "options" in last ? last.options : [];
    const text = pick === undefined ? said : (options.find((one) => one.pick === pick)?.label ?? said);
    // As the conversation does: other languages are loaded only when they are needed.
    const others = needsOtherLanguages({ text, pick }, last, own) ? [other] : [];
    const input = { text, locale, history: [...history], others, ...(pick === undefined ? {} : { pick }) };
    const reply = respond(input, own);
    const seq = history.length + 1;
    history.push({
      seq,
      author: { kind: "visitor" },
      body: { kind: "text", text, ...(pick === undefined ? {} : { pick }) },
    });
    history.push({ seq: seq + 1, author: { kind: "bot" }, body: reply.body });
    return [said, gist(reply, locale)];
  });
}

describe.each([
  ["en", ENGLISH_DIALOGUES],
  ["ru", RUSSIAN_DIALOGUES],
] as const)("in %s", (locale, dialogues) => {
  it.each(dialogues.map((dialogue) => [dialogue[0], dialogue] as const))("%s", (_name, dialogue) => {
    expect(play(dialogue, locale)).toEqual(dialogue.slice(1));
  });
});
