import { terms, words } from "../analysis.ts";
import { FORMAT, pack } from "../binary.ts";
import type { Sections } from "../knowledge-base.ts";
import { buildIndex } from "../term-index.ts";
import type { SourceArticle } from "./article-file.ts";

export type BuiltFile = { version: string; bytes: Uint8Array };

/**
 * The articles of one site and locale → the built file. The same articles give the same bytes. `sha256`: lower-case hex of the bytes
 * (passed in, since the platforms' own are not plain TypeScript).
 */
export function buildFile(
  site: string,
  locale: string,
  articles: readonly SourceArticle[],
  sha256: (bytes: Uint8Array) => string,
): BuiltFile {
  const stems = (text: string): string => terms(text, locale).join(" ");
  /** Phrase by phrase: one of function words alone keeps them, which a joined text would hide. */
  const each = (texts: readonly string[]): string =>
    texts
      .map(stems)
      .filter((text) => text !== "")
      .join(" ");
  const index = buildIndex(
    articles.map(({ stored, questions, tags, text }) => ({
      id: stored.id,
      title: stems(stored.title),
      questions: each(questions),
      body: stems(text),
      tags: each(tags),
    })),
  );
  const phrasings = articles.map(({ stored, questions }) =>
    [stored.title, ...questions]
      .map((text) =>
        words(text, locale, Number.POSITIVE_INFINITY)
          .map((word) => word.stem)
          .join(" "),
      )
      .filter((text) => text !== ""),
  );
  const sections: Sections = [{ site, locale }, articles.map((article) => article.stored), phrasings, index];
  const version = sha256(new TextEncoder().encode(JSON.stringify([FORMAT, sections]))).slice(0, 16);
  return { version, bytes: pack(version, sections) };
}
