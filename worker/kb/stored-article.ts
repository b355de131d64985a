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
  /** Id in the file that the article was imported from; the evaluation compares by it. */
  source?: string;
};
