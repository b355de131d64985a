import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { type Desk, startDesk } from "../e2e/desk.ts";
import { LOCK_FILE } from "../scripts/data-lock.ts";
import { ROOT } from "../scripts/paths.ts";

/*
 * `npm run bench`: how long an answer takes through a real socket, against the floor of the same socket (a ping that the
 * runtime answers without waking the object), and how much memory an idle desk needs. Bounded: a few hundred questions.
 */

const QUESTIONS = 300;
const DATA = join(ROOT, "../shared/data/dev/banking77-10");

type Figures = { name: string; p50: number; p99: number; n: number };

async function measure(desk: Desk, name: string, questions: string[]): Promise<Figures[]> {
  const answers: number[] = [];
  const pings: number[] = [];
  const stores: number[] = [];
  // Twenty questions a conversation: nobody asks more, and the flood limit is per conversation.
  for (let at = 0; at < questions.length; at += 20) {
    const peer = await Peer.open(desk);
    for (const question of questions.slice(at, at + 20)) {
      answers.push(await peer.ask(question));
      pings.push(await peer.ping());
    }
    // Humans have the floor: the same turn, row and commit without the bot. The difference is the bot's.
    await peer.ask("a human please");
    for (let i = 0; i < 20; i++) stores.push(await peer.store(`and one more thing ${i}`));
    peer.close();
  }
  return [
    figures(`${name}: question → stored answer`, answers),
    figures(`${name}: message → stored, no bot`, stores),
    figures(`${name}: ping → pong (floor)`, pings),
  ];
}

class Peer {
  readonly #socket: WebSocket;
  #heard: (text: string) => void = () => undefined;
  #ids = 0;
  /** Humans have the floor: this conversation gets no answers any more. */
  #escalated = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#heard(String(event.data)));
  }

  static async open(desk: Desk): Promise<Peer> {
    const response = await fetch(`${desk.server}/v1/conversations`, {
      method: "POST",
      headers: { Origin: desk.demo, "Content-Type": "application/json" },
      body: '{"site":"default"}',
    });
    const { conversationId, token } = (await response.json()) as { conversationId: string; token: string };
    const url = `${desk.server.replace("http", "ws")}/v1/conversations/${conversationId}/socket`;
    // Node's WebSocket takes headers; a browser sets Origin by itself.
    const options = { protocols: ["deskbell.1", `t.${token}`], headers: { Origin: desk.demo } };
    const peer = new Peer(new WebSocket(url, options as unknown as string[]));
    await new Promise<void>((resolve, reject) => {
      peer.#socket.addEventListener("open", () => resolve());
      peer.#socket.addEventListener("error", () => reject(new Error("no socket")));
    });
    await peer.#roundTrip('{"type":"hello","have":{"public":0},"epoch":null}', (text) => text.includes('"welcome"'));
    return peer;
  }

  async ask(text: string): Promise<number> {
    if (this.#escalated) return Number.NaN;
    const clientId = `bench-${++this.#ids}-xxxx`;
    const frame = JSON.stringify({ type: "message.send", clientId, text });
    return this.#roundTrip(frame, (said) => {
      if (said.includes('"escalated_')) this.#escalated = true;
      return said.includes('"message.created"') && said.includes('"author":{"kind":"bot"}');
    });
  }

  store(text: string): Promise<number> {
    const clientId = `bench-${++this.#ids}-xxxx`;
    const frame = JSON.stringify({ type: "message.send", clientId, text });
    return this.#roundTrip(frame, (said) => said.includes('"command.acknowledged"') && said.includes(clientId));
  }

  ping(): Promise<number> {
    return this.#roundTrip("ping", (text) => text === "pong");
  }

  close(): void {
    this.#socket.close();
  }

  #roundTrip(frame: string, until: (text: string) => boolean): Promise<number> {
    const begun = performance.now();
    return new Promise((resolve) => {
      this.#heard = (text) => {
        if (until(text)) resolve(performance.now() - begun);
      };
      this.#socket.send(frame);
    });
  }
}

function figures(name: string, all: number[]): Figures {
  const times = all.filter((t) => !Number.isNaN(t)).sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { name, p50: at(0.5), p99: at(0.99), n: times.length };
}

/** Resident memory of the desk's workerd in MiB; Linux only. */
function memory(desk: Desk): number {
  const pid = readFileSync(join(desk.data, LOCK_FILE), "utf8").split("\n")[1];
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

function lines(file: string): Record<string, string>[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((l) => JSON.parse(l) as Record<string, string>);
}

const rows: Figures[] = [];
const demo = await startDesk();
const idle = memory(demo);
const asked = [
  "How do I reset my password?",
  "Where is my invoice?",
  "how to cancel",
  "I want my data as a file",
  "app crashes at start",
];
rows.push(
  ...(await measure(
    demo,
    "demo",
    Array.from({ length: QUESTIONS }, (_, i) => asked[i % 5] ?? ""),
  )),
);
const busy = memory(demo);
await demo.destroy();

if (existsSync(DATA)) {
  const kb = mkdtempSync(join(tmpdir(), "deskbell-bench-"));
  execFileSync(process.execPath, ["scripts/kb.ts", "import", join(DATA, "kb.jsonl"), kb, "--force"], { cwd: ROOT });
  const desk = await startDesk({ args: ["--kb", kb] });
  const queries = lines(join(DATA, "queries.jsonl")).map((q) => q.query ?? "");
  const step = Math.floor(queries.length / QUESTIONS);
  rows.push(
    ...(await measure(desk, "banking77-10, 77 articles", queries.filter((_, i) => i % step === 0).slice(0, QUESTIONS))),
  );
  await desk.destroy();
} else {
  console.log("banking77-10 skipped: no data beside the project (PolyAI-LDN/task-specific-datasets, CC BY 4.0).");
}

const { model } = cpus()[0] ?? { model: "unknown" };
console.log(`\n${cpus().length} cores, ${model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n`);
console.log("| what | n | p50 ms | p99 ms |\n| --- | --- | --- | --- |");
for (const { name, n, p50, p99 } of rows) console.log(`| ${name} | ${n} | ${p50.toFixed(2)} | ${p99.toFixed(2)} |`);
console.log(
  `\nMemory of workerd: ${idle.toFixed(0)} MiB idle after start, ${busy.toFixed(0)} MiB after ${QUESTIONS} questions.`,
);
