import type { HistoryRecord, TrueConversation, Truth } from "../history.ts";
import type { Finding } from "./finding.ts";

type Claim = Extract<HistoryRecord, { kind: "sent" }>;

/**
 * I6, read from the public log alone: who has the floor and who owns the ticket at each line. Every claim must have expected the
 * owner that it met, only the owner speaks as an agent, and the bot is silent while it has not the floor.
 */
export function checkFloor(
  records: readonly HistoryRecord[],
  truth: Truth,
  agents: ReadonlyMap<string, string>,
): Finding[] {
  const claims = new Map(
    records.flatMap((r): [string, Claim][] =>
      r.kind === "sent" && r.command === "ticket.claim" ? [[r.clientId, r]] : [],
    ),
  );
  const seen = new Map<string, Set<string | null>>();
  for (const r of records) {
    if (r.kind !== "owner" && r.kind !== "row") continue;
    seen.set(r.conversation, (seen.get(r.conversation) ?? new Set()).add(r.owner));
  }
  return truth.conversations.flatMap((c) => readLog(c, claims, agents, seen.get(c.id) ?? new Set()));
}

/** @param agents name → id @param seen owners that anybody was ever told of */
function readLog(
  { id, lists, ticket }: TrueConversation,
  claims: ReadonlyMap<string, Claim>,
  agents: ReadonlyMap<string, string>,
  seen: ReadonlySet<string | null>,
): Finding[] {
  const findings: Finding[] = [];
  const conflict = (what: string) => findings.push({ fault: "owner_conflict", conversation: id, what });
  let floor: "bot" | "human" | "nobody" = "bot";
  let owner: string | null = null;
  const owners = new Set<string | null>([null]);
  for (const { seq, author, said, clientId } of lists.public) {
    const [kind, key, name = ""] = said.split(":");
    const phrase = author === "bot" || author === "system" ? (kind === "phrase" ? key : "") : "";
    if (author === "bot") {
      if (floor !== "bot")
        findings.push({ fault: "bot_spoke", conversation: id, what: `public ${seq}: the floor is ${floor}'s` });
      if (phrase?.startsWith("escalated_")) {
        floor = "human";
        owner = null;
      }
    } else if (phrase === "agent_joined") {
      const claim = claims.get(clientId ?? "");
      const agent = agents.get(name) ?? name;
      if (!claim) conflict(`public ${seq}: ${name} joined and nobody had asked for it`);
      else if ((claim.expected ?? null) !== owner)
        conflict(
          `public ${seq}: ${name} took over from ${claim.expected ?? "nobody"} while ${owner ?? "nobody"} had it`,
        );
      else if (agent === owner) conflict(`public ${seq}: ${name} took over twice`);
      owner = agent;
      floor = "human";
    } else if (phrase === "agent_returned_to_bot") {
      if (agents.get(name) !== owner) conflict(`public ${seq}: ${name} handed back what ${owner ?? "nobody"} had`);
      owner = null;
      floor = "bot";
    } else if (phrase === "resolved") {
      if (agents.get(name) !== owner) conflict(`public ${seq}: ${name} resolved what ${owner ?? "nobody"} had`);
      floor = "nobody";
    } else if (phrase === "reopened") floor = "human";
    else if (author !== "visitor" && author !== "system") {
      if (author !== owner) conflict(`public ${seq}: ${author} spoke while ${owner ?? "nobody"} had it`);
      floor = "human";
    }
    owners.add(owner);
  }
  if (ticket && ticket.owner !== owner)
    conflict(`the ticket is ${ticket.owner ?? "nobody"}'s, the log says ${owner ?? "nobody"}`);
  for (const told of seen)
    if (!owners.has(told)) conflict(`somebody was told that ${told} has it; the log knows nothing of that`);
  return findings;
}
