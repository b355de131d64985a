import { QUESTION_MAX_TERMS } from "../../protocol/limits.ts";
import type { Body, EscalationReason, Explanation, Locale, Option, PhraseKey } from "../../protocol/model.ts";
import { LOCALES } from "../../protocol/model.ts";
import { terms } from "../kb/analysis.ts";
import type { KnowledgeBase, StoredArticle } from "../kb/knowledge-base.ts";
import { type RankedHit, rank } from "../kb/rank.ts";
import { type Dialogue, type HistoryMessage, readDialogue, refuse, verdict } from "./dialogue.ts";
import { type Considered, explain } from "./explain.ts";
import { asksForHuman } from "./human-request.ts";
import { passageOf } from "./passage.ts";
import { option, phrase } from "./phrases.ts";
import { smallTalk, withoutGreeting } from "./small-talk.ts";
import { ANSWER_COVERED_MIN, type Thresholds } from "./thresholds.ts";

export type BotInput = {
  text: string;
  /** Button of an earlier bot message (checked by the caller), or "human". */
  pick?: string;
  /** The visitor's, for fixed phrases. The knowledge base may be in another language. */
  locale: Locale;
  /** The visitor has left a contact: nobody asks for it again. */
  hasContact?: boolean;
  /** A sentence on when agents answer, in the visitor's language; null: nobody knows. Asked only when it is said. */
  when?: () => string | null;
  /** Last public messages before this one, oldest first, up to 20. */
  history: readonly HistoryMessage[];
};

export type BotReply = { body: Body; escalate: EscalationReason | null; explanation: Explanation };

const ESCALATED: Record<EscalationReason, PhraseKey> = {
  nothing_found: "escalated_nothing_found",
  asked_for_human: "escalated_asked_for_human",
  said_no_twice: "escalated_said_no",
  article_says_so: "escalated_article",
  kb_unavailable: "escalated_kb_unavailable",
};
/**
 * "It does not work" with nothing offered before: without its function words it is one common word that some article surely has («не
 * работает» led to the opening hours). Only an article that is asked for in nearly these words is meant.
 */
const COMPLAINT_LIKENESS_MIN = 0.6;
const OPTIONS_MAX = 3;
/** An article is offered to choose from if it scores at least this share of the best one. */
const PLAUSIBLE = 0.4;

/** One reply to one message. Holds what every branch needs. */
class Turn {
  readonly #input: BotInput;
  readonly #kb: KnowledgeBase | null;
  readonly #thresholds: Thresholds;
  readonly #dialogue: Dialogue;

  constructor(input: BotInput, kb: KnowledgeBase | null, thresholds: Thresholds) {
    this.#input = input;
    this.#kb = kb;
    this.#thresholds = thresholds;
    this.#dialogue = readDialogue(input.history);
  }

  reply(): BotReply {
    const { text, pick } = this.#input;
    const talk = pick === undefined ? smallTalk(text) : null;
    if (talk === "identity") return this.#phrase("identity", [option("human", this.#input.locale)], "small_talk");
    if (pick === "human" || (pick === undefined && asksForHuman(text))) return this.#escalate("asked_for_human");

    const said = verdict(text, pick, this.#dialogue.last);
    if (said === "no") return this.#refused(refuse(this.#dialogue));
    if (said === "yes") return this.#say("glad");
    switch (talk) {
      case "greeting":
      case "thanks":
        return this.#say(talk);
      case "yes":
        // Nothing was answered, so there is nothing to be glad about: "ok" ends politely, "yes" to a list says too little.
        if (this.#lastPhrase() === "clarify") return this.#unclear();
        return this.#say(this.#dialogue.last ? "thanks" : "greeting");
      case "no":
        return this.#question(COMPLAINT_LIKENESS_MIN);
      case null:
        return this.#question(0);
    }
  }

  #lastPhrase(): PhraseKey | null {
    const { last } = this.#dialogue;
    return last?.kind === "phrase" ? last.phrase.key : null;
  }

  #refused(dialogue: Dialogue): BotReply {
    return dialogue.refusals >= 2
      ? this.#escalate("said_no_twice")
      : this.#phrase("rephrase", [option("human", this.#input.locale)], "small_talk");
  }

  /** `likeness`: how near an article's phrasings must come at least. */
  #question(likeness: number): BotReply {
    const kb = this.#kb;
    if (kb === null) return this.#escalate("kb_unavailable");
    const picked = this.#input.pick === undefined ? undefined : kb.articles.get(this.#input.pick);
    if (picked !== undefined) return this.#show(kb, picked, this.#chosen(kb, picked));

    const ranking = rank(kb, withoutGreeting(this.#input.text));
    if (ranking.empty && ranking.hits.length === 0) return this.#unclear(ranking);
    const { answerThreshold, clarifyThreshold } = this.#thresholds;
    const hits = ranking.hits.filter((hit) => !this.#dialogue.declined.has(hit.article.id));
    const [best] = hits;
    // What was refused is not said again, and what is left after it is only offered: its confidence counted on the first.
    const isFirst = best !== undefined && best === ranking.hits[0];
    if (likeness > 0 && (best?.features.likeness ?? 0) < likeness) return this.#unclear(ranking);
    const isAbout = (best?.features.covered ?? 0) >= ANSWER_COVERED_MIN;
    if (isFirst && isAbout && ranking.confidence >= answerThreshold) return this.#show(kb, best.article, ranking);
    const plausible = this.#plausible(hits);
    if (ranking.confidence >= clarifyThreshold && plausible.length >= 2) return this.#clarify(plausible, ranking);
    return this.#escalate("nothing_found", ranking);
  }

  /** The visitor has pointed at the article, so there is nothing to doubt. The passage still suits the question typed before. */
  #chosen(kb: KnowledgeBase, article: StoredArticle): Considered {
    const asked = this.#input.history.findLast(
      ({ author, body }) => author.kind === "visitor" && body.kind === "text" && !body.pick,
    );
    const question = asked?.body.kind === "text" ? terms(asked.body.text, kb.locale, QUESTION_MAX_TERMS) : [];
    return {
      hits: [{ article, score: 1, confidence: 1 }],
      terms: [...new Set(question)],
      unknownTerms: [],
      confidence: 1,
    };
  }

  #plausible(hits: readonly RankedHit[]): RankedHit[] {
    const least = (hits[0]?.score ?? 0) * PLAUSIBLE;
    return hits.slice(0, OPTIONS_MAX).filter((hit) => hit.score >= least);
  }

  #show(kb: KnowledgeBase, article: StoredArticle, considered: Considered): BotReply {
    if (article.escalate) return this.#escalate("article_says_so", considered);
    const { locale } = this.#input;
    const body: Body = {
      kind: "answer",
      // The language of the passage, which the page needs to read it aloud; the buttons speak the visitor's.
      locale: LOCALES.find((one) => one === kb.locale) ?? locale,
      article: { id: article.id, title: article.title },
      ...passageOf(article, considered.terms, kb),
      actions: article.actions,
      options: [option("yes", locale), option("no", locale)],
    };
    return { body, escalate: null, explanation: this.#explain("answer", considered) };
  }

  #clarify(hits: readonly RankedHit[], considered: Considered): BotReply {
    const articles = hits.map(({ article }) => ({ pick: article.id, label: article.title }));
    return this.#phrase("clarify", [...articles, option("none", this.#input.locale)], "clarify", considered);
  }

  #unclear(considered?: Considered): BotReply {
    const last = this.#lastPhrase();
    if (last === "unclear" || last === "rephrase") return this.#escalate("nothing_found", considered);
    return this.#phrase("unclear", [option("human", this.#input.locale)], "small_talk", considered);
  }

  #say(key: PhraseKey): BotReply {
    return this.#phrase(key, [], "small_talk");
  }

  #escalate(reason: EscalationReason, considered?: Considered): BotReply {
    const reply = this.#phrase(ESCALATED[reason], [], "escalate", considered);
    return { ...reply, escalate: reason, explanation: { ...reply.explanation, reason } };
  }

  #phrase(key: PhraseKey, options: Option[], decision: Explanation["decision"], considered?: Considered): BotReply {
    const params: Record<string, string> = {};
    if (decision === "escalate") {
      const when = this.#input.when?.();
      if (when) params.when = when;
      if (this.#input.hasContact) params.contact = "known";
    }
    const body: Body = { kind: "phrase", phrase: phrase(key, params, this.#input.locale), options };
    return { body, escalate: null, explanation: this.#explain(decision, considered) };
  }

  #explain(decision: Explanation["decision"], considered?: Considered): Explanation {
    return explain(decision, this.#kb?.version ?? null, this.#thresholds, considered);
  }
}

/** Exactly one bot message for one visitor's message. Pure, and never throws whatever the text. */
export function respond(input: BotInput, kb: KnowledgeBase | null, thresholds: Thresholds): BotReply {
  return new Turn(input, kb, thresholds).reply();
}
