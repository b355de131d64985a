import { isAlias, isNode, isPair, LineCounter, parseDocument, visit } from "yaml";
import type * as z from "zod";
import type { Report } from "./problem.ts";

export type YamlRecord<T> = { value: T; lineOf: (path: readonly PropertyKey[]) => number };

const show = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");

/**
 * YAML text → checked value, or null after every mistake was reported with its line. `firstLine`: line of the file on which `text`
 * begins. Aliases are refused: a few lines of them unfold to gigabytes.
 */
export function readYaml<T>(
  text: string,
  firstLine: number,
  schema: z.ZodType<T>,
  report: Report,
): YamlRecord<T> | null {
  const lines = new LineCounter();
  const at = (offset: number): number => firstLine + Math.max(0, lines.linePos(offset).line - 1);
  try {
    const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
    const faults = [...doc.errors, ...doc.warnings];
    for (const fault of faults) report("error", "yaml", at(fault.pos[0]), `YAML: ${fault.message}`);
    let aliases = 0;
    visit(doc, {
      Node(_key, node) {
        if (!isAlias(node)) return;
        aliases++;
        report("error", "yaml", at(node.range?.[0] ?? 0), "YAML: aliases (*name) are not allowed");
      },
    });
    if (faults.length > 0 || aliases > 0) return null;

    /** The nearest thing on the path that the file really holds. */
    const lineOf = (path: readonly PropertyKey[]): number => {
      for (let length = path.length; length > 0; length--) {
        const part = path.slice(0, length);
        const parent = length === 1 ? doc.contents : doc.getIn(part.slice(0, -1), true);
        if (isNode(parent) && "items" in parent) {
          for (const item of parent.items) {
            if (isPair(item) && isNode(item.key) && String(item.key) === String(part.at(-1)))
              return at(item.key.range?.[0] ?? 0);
          }
        }
        const node = doc.getIn(part, true);
        if (isNode(node)) return at(node.range?.[0] ?? 0);
      }
      return firstLine;
    };

    const result = schema.safeParse(doc.toJS({ maxAliasCount: 0 }) ?? {});
    if (result.success) return { value: result.data, lineOf };
    for (const issue of result.error.issues) {
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) {
          const path = [...issue.path, key];
          report("error", "field", lineOf(path), `${show(path)}: there is no such field`);
        }
      } else {
        const where = show(issue.path);
        report("error", "field", lineOf(issue.path), where === "" ? issue.message : `${where}: ${issue.message}`);
      }
    }
    return null;
  } catch (error) {
    // The parser recurses: a text of nothing but brackets ends its stack.
    report(
      "error",
      "yaml",
      firstLine,
      `YAML: cannot be read (${error instanceof Error ? error.message : "unknown fault"})`,
    );
    return null;
  }
}
