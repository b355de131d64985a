import type { Action, Block, Inline } from "../../../protocol/article.ts";
import { inlineText, plainText } from "../plain-text.ts";
import type { DiagnosisStep, StoredArticle } from "../stored-article.ts";
import { readSteps, type SourceStep } from "./diagnosis.ts";
import { checkSteps } from "./diagnosis-checks.ts";
import { frontMatter } from "./fields.ts";
import { findImage, type SourceImage } from "./images.ts";
import { actionFault } from "./links.ts";
import { markdownBlocks } from "./markdown.ts";
import { placeholders } from "./placeholders.ts";
import type { Report } from "./problem.ts";
import { readYaml } from "./yaml-record.ts";

/** UTF-8 bytes of one article. Over the first, nobody finds anything in it; over the second, it is no article. */
const LONG_BYTES = 64 * 1024;
export const ARTICLE_MAX_BYTES = 256 * 1024;
/** A table of contents longer than this is no help. */
const HEADINGS_MANY = 100;
/** Nodes of one article's tree: the widget makes an element of each. Plain prose of the greatest length has a tenth. */
const NODES_MAX = 20_000;
/** A paragraph, list or table over this many characters cannot be shown as an answer in a chat (`passage.ts`). */
export const QUOTABLE_MAX = 2_000;

/** The lines of --- with the YAML between them, group 1; the body follows. */
export const FRONT_MATTER = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(?:\n|$)/;

export type ArticlePlace = { locale: string; category: string; slug: string };

/** An article with what only the index needs, and the places to check when all articles are read. */
export type SourceArticle = {
  stored: StoredArticle;
  questions: string[];
  /** Of each question, in the file. */
  questionLines: number[];
  tags: string[];
  text: string;
  titleLine: number;
  references: { id: string; line: number; field: "related" | "link" }[];
  /** Guided steps with their lines; none in an ordinary article. */
  steps: SourceStep[];
  /** Built names of the images that it shows. */
  images: Set<string>;
  /** Something in [square brackets] is still to be filled in. */
  isUnfilled: boolean;
};

function nodeCount(nodes: readonly (Block | Inline)[]): number {
  let count = nodes.length;
  for (const node of nodes) {
    if (typeof node === "string") continue;
    if ("c" in node) count += nodeCount(node.c);
    else if (node.t === "list") for (const item of node.items) count += 1 + nodeCount(item);
    else if (node.t === "table")
      for (const row of [node.head, ...node.rows]) for (const cell of row) count += 1 + nodeCount(cell);
  }
  return count;
}

const storedStep = ({ id, from, to, choices }: SourceStep): DiagnosisStep => ({
  id,
  from,
  to,
  choices: choices.map(({ label, to: target }) => ({ label, to: target })),
});

/** What makes an article hard to read or to quote. */
function checkSize(body: readonly Block[], line: number, report: Report): void {
  if (body.length === 0) report("warning", "empty body", line, "no text: the bot can only show the title");
  const headings = body.filter((block) => block.t === "h").length;
  if (headings > HEADINGS_MANY)
    report("warning", "long article", line, `${headings} headings: split it into several articles`);
  if (nodeCount(body) > NODES_MAX)
    report(
      "error",
      "long article",
      line,
      `over ${NODES_MAX} parts (list items, cells, marks …): split it into several articles`,
    );
  for (const block of body) {
    const length = block.t === "h" ? 0 : plainText([block]).length;
    if (length <= QUOTABLE_MAX) continue;
    const start = block.t === "p" ? inlineText(block.c).slice(0, 30) : block.t;
    report(
      "warning",
      "long block",
      line,
      `over ${QUOTABLE_MAX} characters in one piece, the bot will not quote it: ${start}…`,
    );
  }
}

/** null after a fault that leaves nothing to work with; every fault is reported. */
export function readArticle(
  text: string,
  place: ArticlePlace,
  site: { hosts: readonly string[]; images: ReadonlyMap<string, SourceImage> },
  report: Report,
): SourceArticle | null {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > LONG_BYTES)
    report("warning", "long article", 1, `is long (${Math.ceil(bytes / 1024)} kB): split it into several articles`);
  const parts = FRONT_MATTER.exec(text);
  if (parts === null) {
    report("error", "file", 1, "front matter expected: a line of ---, then title and updated, then a line of ---");
    return null;
  }
  const lines = parts[0].split("\n").length;
  const bodyLine = parts[0].endsWith("\n") ? lines : lines + 1;
  const yaml = readYaml(parts[1] ?? "", 2, frontMatter, report);

  const references: SourceArticle["references"] = [];
  const headingLinks: { id: string; line: number }[] = [];
  const blockLines = new Map<Block, number>();
  const images = new Set<string>();
  const body = markdownBlocks(text.slice(parts[0].length), bodyLine, {
    report,
    category: place.category,
    locale: place.locale,
    onReference: (id, line) => references.push({ id, line, field: "link" }),
    onHeadingLink: (id, line) => headingLinks.push({ id, line }),
    lines: blockLines,
    image: (src) => {
      const image = findImage(src, place, site.images);
      if ("file" in image) images.add(image.file);
      return image;
    },
  });
  checkSize(body, bodyLine, report);
  const headings = new Set([...blockLines.keys()].map((block) => (block.t === "h" ? block.id : "")));
  for (const { id, line } of headingLinks) {
    if (!headings.has(id))
      report("error", "link", line, `link: there is no heading {#${id.slice(0, 80)}} in this article`);
  }
  if (yaml === null) return null;

  const { title, questions, tags, updated, escalate, diagnosis, related, source } = yaml.value;
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
    const fault = actionFault(action.href, site.hosts);
    if (fault !== null) report("error", "link", yaml.lineOf(["actions", i, "href"]), `actions[${i}].href: ${fault}`);
    return { label: action.label, href: action.href };
  });

  const unfilled = placeholders(title, body);
  const [first] = unfilled;
  if (first !== undefined) {
    const line = text.split("\n").findIndex((one) => one.includes(first)) + 1;
    report("warning", "placeholder", line || null, `to be filled in: ${unfilled.join(", ")}`);
  }

  const id = `${place.category}/${place.slug}`;
  const steps = diagnosis ? readSteps(body, blockLines, report) : [];
  if (diagnosis) checkSteps(steps, body, id, report);
  if (diagnosis && escalate)
    report("error", "field", yaml.lineOf(["diagnosis"]), "diagnosis: escalate calls a person before the first step");
  const stored: StoredArticle = { id, title, category: place.category, updated, body, related, actions };
  if (escalate) stored.escalate = true;
  if (diagnosis) stored.diagnosis = steps.map(storedStep);
  if (source !== undefined) stored.source = source;
  return {
    stored,
    questions,
    questionLines: questions.map((_, i) => yaml.lineOf(["questions", i])),
    tags,
    text: plainText(body),
    titleLine: yaml.lineOf(["title"]),
    references,
    steps,
    images,
    isUnfilled: first !== undefined,
  };
}
