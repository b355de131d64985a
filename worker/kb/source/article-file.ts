import type { Action } from "../../../protocol/article.ts";
import { inlineText, plainText } from "../plain-text.ts";
import type { StoredArticle } from "../stored-article.ts";
import { frontMatter } from "./fields.ts";
import { actionFault } from "./links.ts";
import { markdownBlocks } from "./markdown.ts";
import type { Report } from "./problem.ts";
import { readYaml } from "./yaml-record.ts";

/** UTF-8 bytes of one article: a chapter of a book, and what a phone reads in one go. */
export const ARTICLE_MAX_BYTES = 64 * 1024;
/** A paragraph, list or table over this many characters can not be shown as an answer in a chat (`passage.ts`). */
export const QUOTABLE_MAX = 2_000;

export type ArticlePlace = { locale: string; category: string; slug: string };

/** An article with what only the index needs, and the places to check when all articles are read. */
export type SourceArticle = {
  stored: StoredArticle;
  questions: string[];
  tags: string[];
  text: string;
  titleLine: number;
  references: { id: string; line: number; field: "related" | "link" }[];
};

/** null after a fault that leaves nothing to work with; every fault is reported. */
export function readArticle(
  text: string,
  place: ArticlePlace,
  hosts: readonly string[],
  report: Report,
): SourceArticle | null {
  const parts = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/.exec(text);
  if (parts === null) {
    report("error", "file", 1, "front matter expected: a line of ---, then title and updated, then a line of ---");
    return null;
  }
  const lines = parts[0].split("\n").length;
  const bodyLine = parts[0].endsWith("\n") ? lines : lines + 1;
  const yaml = readYaml(parts[1] ?? "", 2, frontMatter, report);

  const references: SourceArticle["references"] = [];
  const body = markdownBlocks(text.slice(parts[0].length), bodyLine, {
    report,
    category: place.category,
    locale: place.locale,
    onReference: (id, line) => references.push({ id, line, field: "link" }),
  });
  if (body.length === 0) report("warning", "empty body", bodyLine, "no text: the bot can only show the title");
  for (const block of body) {
    const length = block.t === "h" ? 0 : plainText([block]).length;
    if (length <= QUOTABLE_MAX) continue;
    const start = block.t === "p" ? inlineText(block.c).slice(0, 30) : block.t;
    report(
      "warning",
      "long block",
      bodyLine,
      `over ${QUOTABLE_MAX} characters in one piece, the bot will not quote it: ${start}…`,
    );
  }
  if (yaml === null) return null;

  const { title, questions, tags, updated, escalate, related, source } = yaml.value;
  if (questions.length === 0)
    report(
      "warning",
      "no question",
      yaml.lineOf(["title"]),
      "no questions: the bot finds an article better by the ways people ask it",
    );
  related.forEach((id, i) => {
    references.push({ id, line: yaml.lineOf(["related", i]), field: "related" });
  });
  const actions = yaml.value.actions.map((action, i): Action => {
    if (action.href === undefined) return { label: action.label, event: action.event ?? "" };
    const fault = actionFault(action.href, hosts);
    if (fault !== null) report("error", "link", yaml.lineOf(["actions", i, "href"]), `actions[${i}].href: ${fault}`);
    return { label: action.label, href: action.href };
  });

  const id = `${place.category}/${place.slug}`;
  const stored: StoredArticle = { id, title, category: place.category, updated, body, related, actions };
  if (escalate) stored.escalate = true;
  if (source !== undefined) stored.source = source;
  return { stored, questions, tags, text: plainText(body), titleLine: yaml.lineOf(["title"]), references };
}
