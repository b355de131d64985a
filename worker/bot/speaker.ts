import type { Body, EscalationReason, Explanation, Option, PhraseKey, Spoken } from "../../protocol/model.ts";
import { type HistoryMessage, wordsOf } from "./dialogue.ts";
import { type Considered, explain } from "./explain.ts";
import { newPhrase, option } from "./phrases.ts";
import type { Thresholds } from "./thresholds.ts";

export type BotReply = { body: Body; escalate: EscalationReason | null; explanation: Explanation };

const ESCALATED: Record<EscalationReason, PhraseKey> = {
  nothing_found: "escalated_nothing_found",
  asked_for_human: "escalated_asked_for_human",
  said_no_twice: "escalated_said_no",
  article_says_so: "escalated_article",
  steps_did_not_help: "escalated_said_no",
  kb_unavailable: "escalated_kb_unavailable",
  upset: "escalated_upset",
  several_questions: "escalated_several",
  asked_again: "escalated_again",
};

type Said = {
  key: PhraseKey;
  params?: Record<string, string>;
  options: Option[];
  decision: Exclude<Explanation["decision"], "escalate">;
  considered?: Considered | undefined;
  /** Why a person takes over when there are no words left that have not been said. */
  else?: EscalationReason;
  /** Another language than the visitor's. */
  locale?: Spoken;
};

/**
 * Puts decisions into words, and holds what makes the bot bearable: it says nothing twice within the conversation that it remembers.
 * Whoever has no new words for a fixed phrase hands over.
 */
export class Speaker {
  readonly locale: Spoken;
  readonly #said: readonly string[];
  readonly #kbVersion: string | null;
  readonly #thresholds: Thresholds;
  readonly #hasContact: boolean;
  readonly #when: (() => string | null) | undefined;

  constructor(
    about: {
      locale: Spoken;
      history: readonly HistoryMessage[];
      hasContact?: boolean;
      when?: () => string | null;
    },
    kbVersion: string | null,
    thresholds: Thresholds,
  ) {
    this.locale = about.locale;
    this.#said = about.history.filter(({ author }) => author.kind === "bot").map(({ body }) => wordsOf(body));
    this.#kbVersion = kbVersion;
    this.#thresholds = thresholds;
    this.#hasContact = about.hasContact === true;
    this.#when = about.when;
  }

  hasSaid(body: Body): boolean {
    return this.#said.includes(wordsOf(body));
  }

  /** Two or three buttons that stand under many phrases. */
  button(pick: "yes" | "no" | "none" | "human"): Option {
    return option(pick, this.locale);
  }

  /** `body` has not been said before: whoever makes it has asked. */
  show(body: Body, considered: Considered): BotReply {
    return { body, escalate: null, explanation: this.#explain("answer", considered) };
  }

  say({ key, params = {}, options, decision, considered, else: reason = "asked_again", locale }: Said): BotReply {
    const phrase = newPhrase(key, params, locale ?? this.locale, this.#said);
    if (phrase === null) return this.escalate(reason, considered);
    return {
      body: { kind: "phrase", phrase, options },
      escalate: null,
      explanation: this.#explain(decision, considered),
    };
  }

  escalate(reason: EscalationReason, considered?: Considered): BotReply {
    const params: Record<string, string> = {};
    const when = this.#when?.();
    if (when) params.when = when;
    if (this.#hasContact) params.contact = "known";
    const phrase = newPhrase(ESCALATED[reason], params, this.locale, this.#said);
    if (phrase === null) throw new Error("the words of an escalation never run out");
    const explanation = { ...this.#explain("escalate", considered), reason };
    return { body: { kind: "phrase", phrase, options: [] }, escalate: reason, explanation };
  }

  #explain(decision: Explanation["decision"], considered?: Considered): Explanation {
    return explain(decision, this.#kbVersion, this.#thresholds, considered);
  }
}
