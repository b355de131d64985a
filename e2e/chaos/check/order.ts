import type { HistoryRecord, Truth } from "../history.ts";
import type { Finding } from "./finding.ts";

/**
 * I3: what one person wrote in one tab stands in the order in which they wrote it, stream by stream. A client sends one command at a time,
 * so nothing may pass what was written before it. Left out: what was refused for good, which may come later by "try again"; and
 * what went to another conversation, which has an order of its own.
 */
export function checkOrder(records: readonly HistoryRecord[], truth: Truth): Finding[] {
  const refused = new Set(
    records.flatMap((r) => (r.kind === "refused" && r.code !== "too_many" ? [`${r.conversation} ${r.clientId}`] : [])),
  );
  const places = new Map<string, { conversation: string; seq: number }>();
  for (const { id, lists } of truth.conversations)
    for (const { said, seq, clientId } of [...lists.public, ...lists.internal])
      if (!refused.has(`${id} ${clientId}`)) places.set(said, { conversation: id, seq });
  const last = new Map<string, { said: string; seq: number }>();
  return records.flatMap((r): Finding[] => {
    const place = r.kind === "wrote" ? places.get(r.said) : undefined;
    if (r.kind !== "wrote" || !place) return [];
    const { conversation, seq } = place;
    const line = `${r.party} ${conversation} ${r.stream}`;
    const before = last.get(line);
    last.set(line, { said: r.said, seq });
    if (!before || before.seq < seq) return [];
    const what = `${r.party} wrote "${before.said}" (${before.seq}) before "${r.said}" (${r.stream} ${seq})`;
    return [{ fault: "order", conversation, what }];
  });
}
