import { Flood } from "../conversation/flood.ts";
import type { MeteredStorage } from "../storage/metered.ts";

/** Anybody may say it, without a token; more than one a second is no crowd of readers. What is over is dropped without a word. */
const BURST = 60;
const PER_MINUTE = 60;

export type FeedbackCount = { article: string; locale: string; yes: number; no: number };

/** Did the article help? One row for each article and language, counted up. */
export class ArticleFeedback {
  readonly #storage: MeteredStorage;
  readonly #flood = new Flood(BURST, PER_MINUTE);

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
  }

  /** The caller has made sure that the article exists: rows are bounded by the knowledge base. */
  count(site: string, locale: string, article: string, helped: boolean, now: number): void {
    if (!this.#flood.take(now)) return;
    this.#storage.exec(
      "feedback",
      `INSERT INTO article_feedback (site, locale, article, yes, no) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (site, locale, article) DO UPDATE SET yes = yes + excluded.yes, no = no + excluded.no`,
      site,
      locale,
      article,
      helped ? 1 : 0,
      helped ? 0 : 1,
    );
  }

  list(site: string): FeedbackCount[] {
    const query = "SELECT article, locale, yes, no FROM article_feedback WHERE site = ?";
    return this.#storage.exec<FeedbackCount>("read", query, site);
  }
}
