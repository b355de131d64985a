import type { HistoryRecord } from "../history.ts";
import type { Plan } from "../plan.ts";

/** Share of the planned kills that must have struck. */
export const KILLS_SHARE = 0.9;

/** How much of what is judged there was at all: nothing lost of nothing sent shows nothing. */
export type Evidence = {
  kills: number;
  acknowledged: number;
  tickets: number;
  takeOvers: number;
  /** Messages acknowledged to people who have no sockets. */
  overHttp: number;
};

export function gather(records: readonly HistoryRecord[], { talks }: Pick<Plan, "talks">): Evidence {
  const blocked = new Set(talks.flatMap((t) => (t.blocked ? [`v${t.index}`] : [])));
  const claims = new Set<string>();
  const takeOvers = new Set<string>();
  const tickets = new Set<string>();
  const evidence = { kills: 0, acknowledged: 0, overHttp: 0 };
  for (const r of records) {
    if (r.kind === "fault" && r.cause === "kill") evidence.kills++;
    if (r.kind === "row") tickets.add(r.conversation);
    if (r.kind === "sent" && r.command === "ticket.claim") claims.add(r.clientId);
    if (r.kind !== "acknowledged") continue;
    evidence.acknowledged++;
    if (claims.has(r.clientId)) takeOvers.add(r.clientId);
    if (r.seq !== undefined && blocked.has(r.party.split(".")[0] ?? "")) evidence.overHttp++;
  }
  return { ...evidence, tickets: tickets.size, takeOvers: takeOvers.size };
}

/** What the plan was to produce and the run did not, in words: such a run has shown nothing, whatever it found. */
export function notShown(evidence: Evidence, { kills, talks }: Pick<Plan, "kills" | "talks">): string[] {
  const missing: string[] = [];
  if (evidence.kills < kills * KILLS_SHARE)
    missing.push(`${evidence.kills} of ${kills} kills, at least ${KILLS_SHARE * 100} % are needed`);
  const escalates = talks.some((t) => t.steps.some((s) => s.do === "human"));
  const claims = escalates && talks.some((t) => t.agentSteps.some((s) => s.do === "claim"));
  const none = (count: number, planned: boolean, what: string) => count === 0 && planned && missing.push(`no ${what}`);
  none(evidence.acknowledged, talks.length > 0, "acknowledged message");
  none(evidence.tickets, escalates, "ticket");
  none(evidence.takeOvers, claims, "take-over");
  none(
    evidence.overHttp,
    talks.some((t) => t.blocked && t.steps.some((s) => s.do === "say")),
    "message over HTTP",
  );
  return missing;
}
