import type { Action, Block } from "../../protocol/article.ts";

/** An article as it lies in the built file. What a visitor may read of it is made by `publicArticle`. */
export type StoredArticle = {
  /** `<category>/<slug>`, the same in every locale. */
  id: string;
  title: string;
  category: string;
  /** YYYY-MM-DD. */
  updated: string;
  body: Block[];
  related: string[];
  actions: Action[];
  /** This matter always goes to a human. */
  escalate?: true;
  /** Guided steps: the bot asks its way through the article instead of quoting it. The first one begins. */
  diagnosis?: DiagnosisStep[];
  /** Id in the file that the article was imported from; the evaluation compares by it. */
  source?: string;
};

/** A section of the article that the bot says by itself. Checked by `source/diagnosis.ts`: no loops, every target exists. */
export type DiagnosisStep = {
  /** Of its heading; "" for what stands before the first one. */
  id: string;
  /** Blocks of the body that are said: [from, to). The list of answers after them is not among them. */
  from: number;
  to: number;
  /** Buttons in their order; none: the way ends here. */
  choices: DiagnosisChoice[];
};

/** `to`: id of a step, id of another article (it holds a "/"), or one of the two below. */
export type DiagnosisChoice = { label: string; to: string };

/** Headings with these ids are ends, not steps: a person takes over; the visitor is helped. */
export const TO_HUMAN = "human";
export const TO_SOLVED = "solved";
