import type { Locale } from "../../protocol/model.ts";
import type { Random } from "./random.ts";

/* One planned conversation: what its visitor and its agents do, and when. */

/** `tab`: which of the visitor's, counted round. */
export type VisitorStep = { atMs: number; tab: number } & VisitorDeed;
type VisitorDeed =
  | { do: "say" | "human" | "contact"; text: string }
  | { do: "confirm"; solved: boolean }
  | { do: "rate"; stars: number }
  | { do: "tab" | "reload" }
  | { do: "offline"; ms: number };
/** `agent`: index of the account. */
export type AgentStep = { atMs: number; agent: number } & AgentDeed;
type AgentDeed = { do: "say" | "note" | "resolve"; text: string } | { do: "claim" | "return" };
export type Talk = {
  index: number;
  locale: Locale;
  /** A network without WebSockets: the HTTP door only. */
  blocked: boolean;
  steps: VisitorStep[];
  /** When everybody goes, as most people do; null: they stay to the end. */
  leaveMs: number | null;
  agentSteps: AgentStep[];
};

/** Agents who can be in one conversation; there are four accounts. */
const AGENTS = 4;
/** Between two steps, on average at most. */
const GAP_MAX_MS = 4_000;
/** Who goes waits this long for a last answer. */
const STAY_MS = 15_000;
const QUESTIONS: Record<Locale, readonly string[]> = {
  en: [
    "How do I reset my password?",
    "Where is my invoice?",
    "I want my data as a file",
    "How to cancel my plan?",
    "The app does not start",
    "Purple elephants wholesale catalogue",
  ],
  ru: ["Забыл пароль, что делать?", "Где мой счёт?", "Как отменить тариф?", "Почём у вас фиолетовые слоны оптом"],
};

/** @param totalMs steps that would come later are left out */
export function makeTalk(index: number, totalMs: number, random: Random): Talk {
  const locale = random.chance(0.7) ? "en" : "ru";
  const begin = random.int(0, Math.round(totalMs * 0.8));
  const steps: VisitorStep[] = [];
  const agentSteps: AgentStep[] = [];
  let atMs = begin;
  let count = 0;
  const gap = Math.min(GAP_MAX_MS, (totalMs - begin) / 22);
  const wait = () => (atMs += Math.round(gap * (0.5 + random.next())));
  const say = (text: string): string => `${text} #t${index}.${++count}`;
  const visitor = (deed: VisitorDeed) => steps.push({ ...deed, atMs, tab: random.int(0, 1) });
  const agent = (who: number, deed: AgentDeed) => agentSteps.push({ ...deed, atMs, agent: who });

  const [first, second] = [random.int(0, AGENTS - 1), random.int(0, AGENTS - 2)];
  const a = first;
  const b = second >= first ? second + 1 : second;
  for (let i = random.int(1, 3); i > 0; i--) {
    visitor({ do: "say", text: say(random.pick(QUESTIONS[locale])) });
    wait();
  }
  if (random.chance(0.5)) visitor({ do: "tab" });
  for (let round = random.int(1, 3); round > 0; round--) {
    visitor({ do: "human", text: say("A human please") });
    if (random.chance(0.4)) visitor({ do: "contact", text: `person${index}.${count}@example.com` });
    // The visitor goes on writing while somebody takes over: the bot must not answer that any more.
    if (random.chance(0.6)) visitor({ do: "say", text: say(random.pick(QUESTIONS[locale])) });
    wait();
    agent(a, { do: "claim" });
    if (random.chance(0.7)) agent(b, { do: "claim" });
    visitor({ do: "say", text: say("Is anybody there?") });
    wait();
    for (let i = random.int(1, 4); i > 0; i--) {
      const who = random.chance(0.75) ? a : b;
      if (random.chance(0.2)) agent(who, { do: "note", text: say(`Note of agent ${who}`) });
      agent(who, { do: "say", text: say(`Agent ${who} answers`) });
      if (random.chance(0.3)) visitor({ do: random.chance(0.6) ? "reload" : "tab" });
      if (random.chance(0.2)) visitor({ do: "offline", ms: random.int(500, 5_000) });
      wait();
      for (let n = random.int(1, 2); n > 0; n--) visitor({ do: "say", text: say("Thank you, and one more thing") });
      if (random.chance(0.2)) agent(b, { do: "claim" });
      wait();
    }
    if (random.chance(0.4)) {
      agent(a, { do: "return" });
      agent(b, { do: "return" });
      wait();
      visitor({ do: "say", text: say(random.pick(QUESTIONS[locale])) });
      wait();
    }
  }
  if (random.chance(0.6)) {
    agent(a, { do: "resolve", text: `Done in talk ${index}` });
    agent(b, { do: "resolve", text: "" });
    wait();
    if (random.chance(0.6)) visitor({ do: "confirm", solved: random.chance(0.6) });
    if (random.chance(0.5)) visitor({ do: "rate", stars: random.int(1, 5) });
    if (random.chance(0.3)) visitor({ do: "say", text: say("It came back") });
  }
  const inTime = (step: { atMs: number }) => step.atMs < totalMs;
  return {
    index,
    locale,
    blocked: index % 5 === 4,
    steps: steps.filter(inTime),
    leaveMs: random.chance(0.7) ? atMs + STAY_MS : null,
    agentSteps: agentSteps.filter(inTime),
  };
}
