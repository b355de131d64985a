import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePair } from "../desk.ts";
import { gather, notShown } from "./check/evidence.ts";
import { OBSERVER } from "./check/inbox.ts";
import { History, type Truth } from "./history.ts";
import { ChaosProxy, type Tally } from "./network/proxy.ts";
import { type Account, makeAccounts } from "./people/accounts.ts";
import { AgentView } from "./people/agent.ts";
import { type Console, openConsole } from "./people/console.ts";
import { type Place, Visitor } from "./people/visitor.ts";
import type { Plan } from "./plan.ts";
import { seeded } from "./random.ts";
import { rest } from "./rest.ts";
import { FailPointService } from "./server/fail-point-service.ts";
import { Runtime } from "./server/runtime.ts";
import { strike } from "./strike.ts";
import { readTruth } from "./truth.ts";
import { until } from "./until.ts";

/** What is still said after it has come to rest is counted. */
const LISTEN_MS = 3_000;
/** Share of the clients that is back before the next blow, and how long it is waited for. */
const RETURNED = 0.4;
const RETURN_MS = 8_000;
/** How much longer than asked for the faults may take: the plan's kills are to strike on a slow machine too. */
const SLOWEST = 2.5;
const ORIGIN = "https://shop.example";

export type Result = {
  history: History;
  truth: Truth;
  agents: Map<string, string>;
  tally: Tally;
  kills: Map<string, number>;
  restartMs: number[];
  memoryMb: number;
  parties: number;
  /** Data of the run, see `discard`. */
  folder: string;
};

/** Carries a plan out. Ends only what it has started; the folder is left for `discard`. */
export async function carryOut(plan: Plan, say: (line: string) => void): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "deskbell-chaos-"));
  const history = new History();
  const port = await freePair();
  const [server, direct] = [`http://localhost:${port + 1}`, `http://localhost:${port}`];
  const points = new FailPointService();
  const failPointPort = await points.listen();
  const runtime = new Runtime({ folder, port, origins: [ORIGIN], consoleOrigins: [server, direct], failPointPort });
  const proxy = new ChaosProxy(port, seeded(plan.seed).fork("network"), history);
  const kills = new Map<string, number>();
  runtime.onCrash = (words) => history.add({ kind: "crash", at: Date.now(), words });
  await runtime.prepare();
  await runtime.start();
  await proxy.listen(port + 1);
  say(`data ${folder}, workerd on ${port}, proxy on ${port + 1}, ready in ${runtime.restartMs[0]} ms`);

  const accounts = await makeAccounts(direct, runtime.setupSecret);
  const at = (account: Account, origin: string): Account => ({
    ...account,
    headers: { ...account.headers, Origin: origin },
  });
  const away = accounts.map((a) => at(a, server));
  const admin = accounts[0] as Account;
  const place: Place = { server, origin: ORIGIN, site: "demo" };
  const observer = openConsole(admin, OBSERVER, direct, history);
  const consoles: Console[] = away.map((a) => openConsole(a, `${a.name}'s inbox`, server, history));
  const visitors: Visitor[] = [];
  const views = new Map<string, AgentView>();
  let parties = consoles.length + 1;

  const view = (who: number, visitor: Visitor): AgentView | null => {
    const account = away[who];
    const key = `${who} ${visitor.talk.index}`;
    const present = views.get(key);
    const id = visitor.conversation;
    // An agent opens what the inbox lists.
    if (present || !account || !id || !observer.rows.has(id)) return present ?? null;
    const made = new AgentView(account, visitor.talk, id, server, history);
    views.set(key, made);
    return made;
  };

  const begun = Date.now();
  /** How late the faults are, in ms: what people do waits as well, so that every blow finds somebody at work. */
  let behindMs = 0;
  /** Deeds of agents whose ticket is not in the inbox yet, in order: they wait for it, as people do. True: done. */
  let early: (() => boolean)[] = [];
  const agenda: { atMs: number; act: () => unknown }[] = plan.cuts.map(({ atMs, point }) => ({
    atMs,
    act: () => proxy.arm(point),
  }));
  for (const talk of plan.talks) {
    const visitor = (): Visitor | undefined => visitors.find((v) => v.talk === talk);
    agenda.push({ atMs: talk.steps[0]?.atMs ?? 0, act: () => visitors.push(new Visitor(talk, place, history)) });
    for (const step of talk.steps) agenda.push({ atMs: step.atMs + 1, act: () => visitor()?.act(step) });
    for (const step of talk.agentSteps) {
      const act = () => {
        const v = visitor();
        const opened = v && view(step.agent, v);
        opened?.act(step);
        return Boolean(opened);
      };
      agenda.push({ atMs: step.atMs + 1, act: () => act() || early.push(act) });
    }
  }
  agenda.sort((a, b) => a.atMs - b.atMs);
  const passedMs = () => Date.now() - begun - behindMs;
  const clock = setInterval(() => {
    early = early.filter((act) => !act());
    while ((agenda[0]?.atMs ?? Number.POSITIVE_INFINITY) <= passedMs()) agenda.shift()?.act();
  }, 20);
  const leaving = setInterval(() => {
    for (const visitor of visitors) {
      const { talk } = visitor;
      if (talk.leaveMs === null || passedMs() < talk.leaveMs) continue;
      visitor.leave();
      for (const who of away.keys()) {
        const key = `${who} ${talk.index}`;
        if (views.get(key)?.leave()) views.delete(key);
      }
    }
  }, 2_000);
  proxy.calm = plan.cuts.length === 0;

  /** The pages of some people notice at once that the network is back; the others wait for their pause to end. */
  const wakeSome = () => {
    observer.wake();
    const random = seeded(plan.seed ^ runtime.restartMs.length);
    for (const one of [...visitors, ...views.values(), ...consoles]) if (random.chance(0.5)) one.wake();
  };
  const connected = () => {
    const clients = [...visitors.flatMap((v) => v.phases), ...[...views.values()].map((v) => v.phase)];
    return { online: clients.filter((p) => p === "online").length, all: clients.length };
  };
  const latestAt = begun + plan.seconds * 1_000 * SLOWEST;
  const reporter = setInterval(() => {
    const acknowledged = history.records.filter((r) => r.kind === "acknowledged").length;
    const struck = [...kills.values()].reduce((a, b) => a + b, 0);
    const { online, all } = connected();
    say(
      `${Math.round((Date.now() - begun) / 1000)} s: ${acknowledged} acknowledged, ${struck} faults, ${visitors.length} talks, ${online} of ${all} clients online`,
    );
  }, 15_000);
  try {
    for (const fault of plan.faults) {
      await until(begun + fault.atMs + behindMs);
      // A blow against nobody shows nothing: on a slow machine the plan waits for people to come back, within a bound.
      const patience = Date.now() + RETURN_MS;
      while (Date.now() < patience && connected().online < connected().all * RETURNED) await until(Date.now() + 50);
      behindMs = Math.max(behindMs, Date.now() - begun - fault.atMs);
      if (Date.now() > latestAt) break;
      const point = await strike(fault, runtime, points, history);
      kills.set(point, (kills.get(point) ?? 0) + 1);
      wakeSome();
    }
    await until(Math.min(latestAt, begun + plan.seconds * 1_000 + behindMs));
    while (Date.now() < latestAt && notShown(gather(history.records, plan), plan).length > 0)
      await until(Date.now() + 200);
    clearInterval(clock);
    proxy.calm = true;
    points.disarm();
    clearInterval(leaving);
    for (const v of visitors) parties += v.phases.length;
    parties += views.size;
    const calmAt = Date.now();
    say(`no more faults; ${parties} clients to come to rest`);
    const settled = () =>
      // Who hangs on a line that went dead without a word has yet to find out: online is what they believe.
      !proxy.isHalfOpen &&
      visitors.every((v) => v.settled) &&
      [...views.values()].every((v) => v.settled) &&
      consoles.every((c) => c.online);
    const { quietAt, truth } = await rest(calmAt, settled, proxy, () =>
      readTruth(visitors, admin, { ...place, server: direct }),
    );
    const requests = proxy.tally.requests;
    await until(Date.now() + LISTEN_MS);
    history.add({ kind: "calm", at: calmAt, quietAt, chatter: proxy.tally.requests - requests });
    for (const one of [...visitors, ...views.values(), observer, ...consoles]) one.finish();
    const memoryMb = await runtime.memory();
    const agents = new Map(accounts.map((a) => [a.name, a.id]));
    return {
      history,
      truth,
      agents,
      tally: proxy.tally,
      kills,
      restartMs: runtime.restartMs,
      memoryMb,
      parties,
      folder,
    };
  } finally {
    clearInterval(reporter);
    clearInterval(leaving);
    clearInterval(clock);
    for (const one of [...visitors, ...views.values()]) one.end();
    for (const one of [observer, ...consoles]) one.close();
    await runtime.kill();
    proxy.close();
    points.close();
  }
}

/** Removes the run's data. */
export function discard(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
