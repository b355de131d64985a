import type { Block } from "../../../protocol/article.ts";
import { NAME_MAX } from "../../../protocol/limits.ts";
import { inlineText } from "../plain-text.ts";
import { type DiagnosisStep, TO_HUMAN, TO_SOLVED } from "../stored-article.ts";
import type { Report } from "./problem.ts";

/** One button of a step with where it is written. */
export type SourceChoice = { label: string; to: string; line: number };
/** `line`: of the heading, or of the first block. */
export type SourceStep = Omit<DiagnosisStep, "choices"> & { choices: SourceChoice[]; line: number };

type List = Extract<Block, { t: "list" }>;
/** A whole item of a list that is nothing but a link to a step or an article. */
type Pointer = { label: string; to: string; line: number };

/** `#id` without the sign, or the id of another article; null for words, links to the web and everything else. */
function pointer(item: readonly Block[], lines: ReadonlyMap<Block, number>): Pointer | null {
  const [only] = item;
  if (item.length !== 1 || only?.t !== "p") return null;
  const parts = only.c.filter((node) => typeof node !== "string" || node.trim() !== "");
  const [link] = parts;
  if (parts.length !== 1 || link === undefined || typeof link === "string") return null;
  const at = { line: lines.get(only) ?? 1 };
  if (link.t === "ref") return { label: inlineText(link.c).trim(), to: link.article, ...at };
  return link.t === "link" && link.href.startsWith("#")
    ? { label: inlineText(link.c).trim(), to: link.href.slice(1), ...at }
    : null;
}

const WORDLESS = "an answer without words: - [The words of the button](#step)";

const linksWithin = (items: readonly Block[][]): boolean => JSON.stringify(items).includes('"href":"#');
const isList = (block: Block | undefined): block is List => block?.t === "list" && !block.ordered;

/** The buttons that a section ends with; none if its last block is no such list. */
function choicesOf(last: Block | undefined, lines: ReadonlyMap<Block, number>, report: Report): SourceChoice[] {
  if (!isList(last)) return [];
  const found = last.items.map((item) => pointer(item, lines));
  const choices = found.filter((choice) => choice !== null);
  // A list of words, or one that names an article on the way, is something to read.
  if (choices.length < found.length && !linksWithin(last.items)) return [];
  found.forEach((choice, i) => {
    const [words] = last.items[i] ?? [];
    // An item without words has no block to ask for its line.
    const line = (words && lines.get(words)) ?? (lines.get(last) ?? 1) + i;
    const fault = (reason: string) => report("error", "diagnosis", line, `diagnosis: ${reason}`);
    if (words === undefined) fault(WORDLESS);
    else if (choice === null)
      fault("an answer to choose is one link and nothing else: - [The words of the button](#step)");
    else if (choice.to.includes("/") && choice.label === choice.to) fault(WORDLESS);
    else if ([...choice.label].length > NAME_MAX) fault(`an answer of over ${NAME_MAX} characters is no button`);
    else if (choices.find(({ label }) => label.toLowerCase() === choice.label.toLowerCase()) !== choice)
      fault(`two answers read "${choice.label}"`);
  });
  return choices;
}

/**
 * The sections of an article with `diagnosis: true` → its steps. A step is a heading with what stands under it; the list of links at
 * its end are the answers to choose from. Faults in their form are reported here, those of the way through them by `checkSteps`.
 */
export function readSteps(body: readonly Block[], lines: ReadonlyMap<Block, number>, report: Report): SourceStep[] {
  const starts = body.flatMap((block, i) => (i === 0 || block.t === "h" ? [i] : []));
  const steps: SourceStep[] = [];
  starts.forEach((from, s) => {
    const end = starts[s + 1] ?? body.length;
    const first = body[from];
    const id = first?.t === "h" ? first.id : "";
    if (first === undefined || id === TO_HUMAN || id === TO_SOLVED) return;
    const choices = choicesOf(body[end - 1], lines, report);
    for (const block of body.slice(from, end - 1)) {
      if (isList(block) && block.items.some((item) => pointer(item, lines)?.to.includes("/") === false))
        report(
          "error",
          "diagnosis",
          lines.get(block) ?? 1,
          "diagnosis: the answers to choose stand at the end of a step",
        );
    }
    const to = choices.length > 0 ? end - 1 : end;
    steps.push({ id, from, to, choices, line: lines.get(first) ?? 1 });
  });
  return steps;
}
