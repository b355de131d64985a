import type { Inline } from "../../../protocol/article.ts";

/** `## Words {#id}`, as Pandoc and most site builders write it. */
const GIVEN = /\s*\{#([^{}]*)\}\s*$/;
const HEADING_ID = /^[a-z0-9][a-z0-9-]{0,59}$/;

export type GivenId = { id: string | null; c: Inline[]; fault: string | null };

/** Takes the id that the writer gave off the end of a heading. It stays the same when the words are translated. */
export function givenId(c: readonly Inline[]): GivenId {
  const last = c.at(-1);
  const found = typeof last === "string" ? GIVEN.exec(last) : null;
  if (found === null || typeof last !== "string") return { id: null, c: [...c], fault: null };
  const [whole, id = ""] = found;
  const words = last.slice(0, -whole.length);
  const rest = words === "" ? c.slice(0, -1) : [...c.slice(0, -1), words];
  return HEADING_ID.test(id)
    ? { id, c: rest, fault: null }
    : {
        id: null,
        c: rest,
        fault: `heading: an id like {#orange-cloud} expected (a-z, 0-9, -), got {#${id.slice(0, 60)}}`,
      };
}
