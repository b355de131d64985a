import type { EvalQuery } from "./eval-figures.ts";

function parse(line: string): EvalQuery | null {
  try {
    const { id, query, locale, expected = null, kind } = JSON.parse(line) as Record<string, unknown>;
    const known = expected === null || typeof expected === "string" || Array.isArray(expected);
    if ((typeof id !== "string" && typeof id !== "number") || typeof query !== "string" || !known) return null;
    return {
      id: String(id),
      query,
      expected: Array.isArray(expected) ? expected.map(String) : expected,
      ...(typeof locale === "string" ? { locale } : {}),
      ...(typeof kind === "string" ? { kind } : {}),
    };
  } catch {
    return null;
  }
}

/** JSON lines {id, query, locale?, expected: article id | [ids] | null, kind?}. Throws `file:line: …` at the first line that is none. */
export function evalQueries(jsonl: string, file: string): EvalQuery[] {
  return jsonl.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    const query = parse(line);
    if (query === null) throw new Error(`${file}:${i + 1}: {"id", "query", "expected"} expected`);
    return [query];
  });
}
