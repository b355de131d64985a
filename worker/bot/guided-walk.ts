import type { Body, GuidedPath, Option } from "../../protocol/model.ts";
import type { HistoryMessage } from "./dialogue.ts";
import { isArticlePick, stepButtons, stepGist } from "./guided-body.ts";
import { typedChoice } from "./typed-choice.ts";

/** The path is stored with a message, and read by a person. One article has at most 8 steps in a row, but may lead to others. */
const STEPS_MAX = 10;

export type Said = { text: string; pick?: string | undefined };
/** A button of a step, and what the step asked. */
export type Offer = { asked: string; option: Option };

/** Where the guided steps of a conversation stand. Read from what was said, so a change of the articles changes no past. */
export class GuidedWalk {
  path: GuidedPath | null = null;
  /** Seqs of visitors' messages that chose a step. */
  readonly chosen = new Set<number>();
  /** The bot's last message ended the way. */
  atEnd = false;
  /** The bot's last message. */
  last: Body | null = null;
  /** Of the articles that the steps are from. */
  locale = "";
  /** Every button of every step: an older one may still be pressed. */
  readonly #offered = new Map<string, Offer>();
  /** What the step asked that waits for its answer. */
  #asked = "";
  #goesOn = false;

  constructor(history: readonly HistoryMessage[]) {
    for (const message of history) this.#read(message);
  }

  #read({ seq, author, body }: HistoryMessage): void {
    if (author.kind === "bot") this.#botSaid(body);
    else if (author.kind === "visitor" && body.kind === "text") {
      const offer = this.choice(body);
      if (offer !== null) {
        this.path = this.with(offer);
        this.chosen.add(seq);
      }
      this.#goesOn = offer !== null;
    } else if (author.kind === "agent" || (body.kind === "phrase" && body.phrase.key === "agent_returned_to_bot"))
      this.#forget();
  }

  #botSaid(body: Body): void {
    const key = body.kind === "phrase" ? body.phrase.key : null;
    if (key === "glad" || key?.startsWith("escalated_")) return this.#forget();
    const buttons = stepButtons(body);
    this.atEnd = this.#goesOn && body.kind === "answer" && buttons.length === 0;
    if (buttons.length > 0 && key !== "guided_again") {
      this.locale = body.kind === "answer" ? body.locale : body.kind === "phrase" ? body.phrase.locale : "";
      if (!this.#goesOn) this.path = { article: articleOf(body), steps: [] };
      this.#asked = stepGist(body);
      for (const option of buttons)
        if (isArticlePick(option)) this.#offered.set(option.pick, { asked: this.#asked, option });
    }
    this.#goesOn = false;
    this.last = body;
  }

  #forget(): void {
    this.path = null;
    this.atEnd = false;
    this.last = null;
    this.#goesOn = false;
    this.#offered.clear();
  }

  /** The button of a step that this message presses or types. */
  choice({ text, pick }: Said): Offer | null {
    const buttons = stepButtons(this.last).filter(isArticlePick);
    if (pick === undefined) {
      const option = typedChoice(text, buttons);
      return option === null ? null : { asked: this.#asked, option };
    }
    // An article is offered elsewhere too ("which of these do you mean?"), a step only here.
    const counts = pick.includes("#") || buttons.some((option) => option.pick === pick);
    return counts ? (this.#offered.get(pick) ?? null) : null;
  }

  with({ asked, option }: Offer): GuidedPath {
    const { article, steps } = this.path ?? { article: { id: "", title: "" }, steps: [] };
    return { article, steps: [...steps, { asked, answered: option.label }].slice(-STEPS_MAX) };
  }
}

function articleOf(body: Body): GuidedPath["article"] {
  if (body.kind === "answer") return body.article;
  const { article = "", title = "" } = body.kind === "phrase" ? body.phrase.params : {};
  return { id: article, title };
}
