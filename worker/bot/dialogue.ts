import type { Body, Message } from "../../protocol/model.ts";
import { smallTalk } from "./small-talk.ts";

export type HistoryMessage = Pick<Message, "seq" | "author" | "body">;

/** What the bot remembers of the conversation: everything since the last success, or since a human had the floor. */
export type Dialogue = {
  /** What the bot said last, if that was its turn. */
  last: Body | null;
  /** Times that the visitor has refused what the bot offered. */
  refusals: number;
  /** Articles that were refused. */
  declined: ReadonlySet<string>;
};

const FRESH: Dialogue = { last: null, refusals: 0, declined: new Set() };

/** Article ids that a bot message offers. */
function offered(body: Body | null): string[] {
  if (body?.kind === "answer") return [body.article.id];
  if (body?.kind !== "phrase" || body.phrase.key !== "clarify") return [];
  return body.options.map((option) => option.pick).filter((pick) => pick.includes("/"));
}

/** Whether a "no" refers to what the bot said: otherwise "it does not work" is a question like any other. */
const awaitsVerdict = (body: Body | null): boolean =>
  body?.kind === "answer" || (body?.kind === "phrase" && ["clarify", "rephrase", "unclear"].includes(body.phrase.key));

export type Verdict = "yes" | "no" | null;

/** What a visitor's message says about the bot's last one. */
export function verdict(text: string, pick: string | undefined, last: Body | null): Verdict {
  if (pick !== undefined) return pick === "yes" ? "yes" : pick === "no" || pick === "none" ? "no" : null;
  if (!awaitsVerdict(last)) return null;
  const talk = smallTalk(text);
  if (talk === "no") return "no";
  return talk === "yes" && last?.kind === "answer" ? "yes" : null;
}

export function refuse(dialogue: Dialogue): Dialogue {
  return {
    ...dialogue,
    refusals: dialogue.refusals + 1,
    declined: new Set([...dialogue.declined, ...offered(dialogue.last)]),
  };
}

/** `history`: public messages before the present one, oldest first. */
export function readDialogue(history: readonly HistoryMessage[]): Dialogue {
  let dialogue = FRESH;
  for (const { author, body } of history) {
    if (author.kind === "agent") dialogue = FRESH;
    else if (author.kind === "system") {
      if (body.kind === "phrase" && body.phrase.key === "agent_returned_to_bot") dialogue = FRESH;
    } else if (author.kind === "bot") {
      const over = body.kind === "phrase" && (body.phrase.key === "glad" || body.phrase.key.startsWith("escalated_"));
      dialogue = over ? FRESH : { ...dialogue, last: body };
    } else if (body.kind === "text") {
      const said = verdict(body.text, body.pick, dialogue.last);
      if (said === "no") dialogue = refuse(dialogue);
      if (said === "yes") dialogue = FRESH;
    }
  }
  return dialogue;
}
