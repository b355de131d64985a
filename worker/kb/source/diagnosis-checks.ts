import type { Block } from "../../../protocol/article.ts";
import { plainText } from "../plain-text.ts";
import type { SourceStep } from "./diagnosis.ts";
import type { Report } from "./problem.ts";

/** With "Talk to a human" these are six buttons: what a phone shows under a question without scrolling. */
export const CHOICES_MAX = 5;
/** Questions in a row. Nobody answers ten, and the path is stored with a message (`guided-walk.ts`). */
export const DEPTH_MAX = 8;
/** What a button sends (`choice.pick` of protocol/frames.ts): article, #, step. */
const PICK_MAX = 200;

/** The first way that leads round in a circle, the repeated id at both ends. Every step is gone through once. */
function circle(steps: ReadonlyMap<string, SourceStep>): string[] | null {
  const done = new Set<string>();
  const follow = (id: string, way: readonly string[]): string[] | null => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    if (done.has(id)) return null;
    for (const { to } of steps.get(id)?.choices ?? []) {
      const found = follow(to, [...way, id]);
      if (found !== null) return found;
    }
    done.add(id);
    return null;
  };
  for (const id of steps.keys()) {
    const found = follow(id, []);
    if (found !== null) return found;
  }
  return null;
}

const shown = (id: string): string => (id === "" ? "the beginning" : `#${id}`);

/** What is wrong with the way through the steps. The first one is where it begins. */
export function checkSteps(all: readonly SourceStep[], body: readonly Block[], article: string, report: Report): void {
  const fault = (line: number, reason: string) => report("error", "diagnosis", line, `diagnosis: ${reason}`);
  const steps = new Map(all.map((step) => [step.id, step]));
  const [first] = all;
  if (first === undefined) return fault(1, "no steps: write a question and a list of links to headings");
  if (first.choices.length === 0)
    fault(first.line, "the first step has nothing to choose: end it with a list of links to headings");

  const said = new Map<string, string>();
  for (const { id, from, to, choices, line } of all) {
    const text = plainText(body.slice(from, to)).trim();
    const twin = said.get(text);
    if (text !== "" && twin !== undefined)
      fault(line, `${shown(id)} says the same as ${shown(twin)}: the bot says nothing twice`);
    said.set(text, id);
    const says = body.slice(from, to).some((block) => block.t !== "h" && block.t !== "hr");
    if (choices.length === 0 && !says) fault(line, `dead end: ${shown(id)} says nothing and has nothing to choose`);
    const over = choices[CHOICES_MAX];
    if (over !== undefined) fault(over.line, `${choices.length} answers to choose, at most ${CHOICES_MAX} fit`);
    if (`${article}#${id}`.length > PICK_MAX) fault(line, `names of article and step are over ${PICK_MAX} characters`);
  }

  const round = circle(steps);
  if (round !== null) {
    const last = steps.get(round.at(-2) ?? "")?.choices.find(({ to }) => to === round.at(-1));
    return fault(last?.line ?? first.line, `a loop: ${round.map(shown).join(" → ")}`);
  }

  // Without circles every way ends, so both walks do.
  const reached = new Map<string, number>();
  const walk = (id: string, depth: number): void => {
    if (!steps.has(id) || depth > DEPTH_MAX + 1 || depth <= (reached.get(id) ?? 0)) return;
    reached.set(id, depth);
    for (const { to } of steps.get(id)?.choices ?? []) walk(to, depth + 1);
  };
  walk(first.id, 1);
  for (const { id, line, choices } of all) {
    const depth = reached.get(id);
    if (depth === undefined)
      report("warning", "diagnosis", line, `diagnosis: no answer leads to ${shown(id)}; the bot never says it`);
    else if (depth === DEPTH_MAX + 1 && choices.length > 0)
      fault(line, `over ${DEPTH_MAX} questions in a row: split it into several articles`);
  }
}
