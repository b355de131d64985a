import type { HistoryRecord, Truth } from "../history.ts";
import type { Finding } from "./finding.ts";

/** I10: nobody reads what was written elsewhere, and a visitor nothing of the agents' own stream. */
export function checkForeign(records: readonly HistoryRecord[], truth: Truth): Finding[] {
  const talkOf = new Map(truth.conversations.map((c) => [c.id, c.talk]));
  const writtenIn = new Map<string, { talk: number; internal: boolean }>();
  for (const r of records)
    if (r.kind === "wrote") writtenIn.set(r.said, { talk: r.talk, internal: r.stream === "internal" });
  const findings: Finding[] = [];
  const judge = (conversation: string, party: string, visitor: boolean, said: string): void => {
    const origin = writtenIn.get(said);
    const here = talkOf.get(conversation);
    if (origin && here !== undefined && origin.talk !== here)
      findings.push({ fault: "foreign", conversation, what: `${party} reads "${said}" of talk ${origin.talk}` });
    else if (origin?.internal && visitor)
      findings.push({ fault: "foreign", conversation, what: `${party} reads the note "${said}"` });
  };
  for (const r of records) {
    if (r.kind !== "heard") continue;
    const visitor = r.party.startsWith("v");
    judge(r.conversation, r.party, visitor, r.entry.said);
    if (visitor && (r.stream === "internal" || r.explained))
      findings.push({ fault: "foreign", conversation: r.conversation, what: `${r.party} was told what is for agents` });
  }
  for (const { id, lists, visitor } of truth.conversations) {
    for (const { said } of [...lists.public, ...lists.internal]) judge(id, "an agent", false, said);
    for (const { said } of visitor ?? []) judge(id, "the visitor", true, said);
  }
  return findings;
}
