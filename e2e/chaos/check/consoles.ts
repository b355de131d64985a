import type { HistoryRecord, TrueRow, Truth } from "../history.ts";
import type { Finding } from "./finding.ts";

/** I7: each agent's inbox, in the end, is the inbox: every row, as it is there, and no other. */
export function checkConsoles(records: readonly HistoryRecord[], { rows }: Truth): Finding[] {
  return records.flatMap((r): Finding[] => {
    if (r.kind !== "console") return [];
    const known = new Map(r.rows.map((row) => [row.conversation, inWords(row)]));
    const stale = rows.flatMap((row): Finding[] => {
      const has = known.get(row.conversation) ?? "nothing";
      known.delete(row.conversation);
      if (has === inWords(row)) return [];
      const what = `${r.party} shows ${has}, the inbox has ${inWords(row)}`;
      return [{ fault: "stale_console", conversation: row.conversation, what }];
    });
    const strange = [...known].map(([conversation, has]): Finding => {
      return { fault: "stale_console", conversation, what: `${r.party} shows ${has}, the inbox has nothing` };
    });
    return [...stale, ...strange];
  });
}

const inWords = ({ version, number, status, owner }: TrueRow): string =>
  `version ${version}, number ${number}, ${status}, ${owner}`;
