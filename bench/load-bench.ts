import { cpus } from "node:os";
import { type Load, load, table } from "./load/figures.ts";
import { measureInbox } from "./load/inbox-size.ts";
import {
  command,
  newConversation,
  Socket as RawSocket,
  type Socket,
  signUp,
  takenOver,
  visitor,
} from "./load/peers.ts";
import { type Server, startDeskbell, startFloor } from "./load/server.ts";
import { reconnectStorm } from "./load/storm.ts";

/*
 * `npm run bench:load`: raw workerd under load, and the same echo through a bare object as the floor, in the same run. Every part is
 * bounded in messages; the whole takes a few minutes. `-- --quick` takes a tenth of everything, to see that it runs.
 */

const quick = process.argv.includes("--quick");
const size = (full: number) => (quick ? Math.ceil(full / 10) : full);
/** `-- --only storm,inbox` takes these parts alone. */
const only = /--only[ =](\S+)/.exec(process.argv.join(" "))?.[1]?.split(",");
const wants = (part: "messages" | "flood" | "sockets" | "storm" | "inbox") => only?.includes(part) ?? true;

// Ended by a signal it takes its servers along.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
const desk = await startDeskbell();
const floor = await startFloor();
const loads: Load[] = [];
try {
  const cookie = await signUp(desk);
  await warm(desk, cookie);
  if (wants("messages")) {
    loads.push(await floorOneObject("bare"), await floorOneObject("row"));
    loads.push(await oneObject(cookie), await floorManyObjects("bare"), await floorManyObjects("row"));
    loads.push(await manyObjects(cookie), await manyWithoutTicket());
    report("Messages: one object and many", loadTable(loads));
  }
  if (wants("flood")) report("A visitor who floods, beside 20 who do not", await flood(cookie));
  if (wants("sockets")) report("Idle sockets, one conversation each", await idleSockets());
  if (wants("storm")) report("Reconnect storm", await reconnectStorm(desk, size(1_000)));
  if (wants("inbox")) {
    report("Inbox at size", await measureInbox(desk, cookie, { open: size(10_000), closed: size(100_000) }));
  }
} finally {
  await desk.destroy();
  await floor.destroy();
}
const { model } = cpus()[0] ?? { model: "unknown" };
console.log(`${cpus().length} cores, ${model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);

/** The first hundred messages pay for compiling: they are nobody's figure. */
async function warm(server: Server, cookie: string): Promise<void> {
  const { agent } = await takenOver(server, cookie);
  for (let i = 0; i < 100; i++) await command(agent, { type: "message.send", text: "warming up" });
  const echo = await floorSocket("bare/warm");
  for (let i = 0; i < 100; i++) await echoed(echo, i);
}

async function oneObject(cookie: string): Promise<Load> {
  const { agent } = await takenOver(desk, cookie);
  return load("Deskbell, one object, two sockets, ticket", { messages: size(5_000), window: 16, cpu: desk.cpu }, (i) =>
    command(agent, { type: "message.send", text: `an answer of ordinary length, number ${i}` }),
  );
}

async function manyObjects(cookie: string): Promise<Load> {
  const pairs = await Promise.all(Array.from({ length: size(100) }, () => takenOver(desk, cookie)));
  const messages = size(5_000);
  return load("Deskbell, 100 objects, two sockets each, ticket", { messages, window: 32, cpu: desk.cpu }, (i) => {
    const pair = pairs[i % pairs.length];
    if (!pair) throw new Error("no pairs");
    return command(pair.agent, { type: "message.send", text: `an answer of ordinary length, number ${i}` });
  });
}

/** Small talk: stored and answered by the bot without the knowledge base, so two rows a message. */
async function manyWithoutTicket(): Promise<Load> {
  const peers = await Promise.all(
    Array.from({ length: size(100) }, async () => visitor(desk, await newConversation(desk))),
  );
  const messages = size(5_000);
  return load("Deskbell, 100 objects, no ticket, the bot answers", { messages, window: 32, cpu: desk.cpu }, (i) =>
    command(peers[i % peers.length] as Socket, { type: "message.send", text: "thanks" }),
  );
}

async function floorSocket(path: string): Promise<Socket> {
  const socket = new RawSocket(`${floor.url}/${path}`, [], {});
  await socket.opened;
  return socket;
}

async function echoed(socket: Socket, i: number): Promise<number> {
  const text = `{"clientId":"floor-${i}-${Math.random()}","text":"an answer of ordinary length, number ${i}"}`;
  const begun = performance.now();
  const heard = socket.until(text);
  socket.ws.send(text);
  await heard;
  return performance.now() - begun;
}

async function floorOneObject(kind: "bare" | "row"): Promise<Load> {
  const [socket] = await Promise.all([floorSocket(`${kind}/one`), floorSocket(`${kind}/one`)]);
  const what = kind === "bare" ? "floor: bare echo, one object, two sockets" : "floor: echo and one row, one object";
  return load(what, { messages: size(5_000), window: 16, cpu: floor.cpu }, (i) => echoed(socket, i));
}

async function floorManyObjects(kind: "bare" | "row"): Promise<Load> {
  const sockets = await Promise.all(
    Array.from({ length: size(100) }, async (_, i) => {
      await floorSocket(`${kind}/many-${i}`);
      return floorSocket(`${kind}/many-${i}`);
    }),
  );
  const what = kind === "bare" ? "floor: bare echo, 100 objects" : "floor: echo and one row, 100 objects";
  return load(what, { messages: size(5_000), window: 32, cpu: floor.cpu }, (i) =>
    echoed(sockets[i % sockets.length] as Socket, i),
  );
}

async function flood(cookie: string): Promise<string> {
  const calm = await Promise.all(Array.from({ length: 20 }, () => takenOver(desk, cookie)));
  const ask = (what: string) =>
    load(what, { messages: size(400), window: 20, cpu: desk.cpu }, (i) =>
      command(calm[i % 20]?.agent as Socket, { type: "message.send", text: `calm ${i}` }),
    );
  const before = await ask("20 conversations, alone");
  const noisy = await visitor(desk, await newConversation(desk));
  let sent = 0;
  const flooding = setInterval(() => {
    for (let i = 0; i < 100; i++)
      noisy.send({ type: "message.send", clientId: `flood-${sent++}-xxxx`, text: "x".repeat(2_000) });
  }, 20);
  const during = await ask("the same beside a flood");
  clearInterval(flooding);
  noisy.ws.close();
  return `${loadTable([before, during])}\n\nThe flood: ${sent} messages of 2 000 characters; all after the burst were refused.`;
}

async function idleSockets(): Promise<string> {
  const rows: (string | number)[][] = [];
  const sockets: Socket[] = [];
  const bare: Socket[] = [];
  await desk.restart();
  await floor.restart();
  const first = await visitor(desk, await newConversation(desk));
  sockets.push(first);
  bare.push(await floorSocket("bare/idle-0"));
  const [before, floorBefore] = [desk.memory(), floor.memory()];
  for (const count of [100, 1_000, 5_000].map(size)) {
    while (sockets.length < count) {
      const more = Math.min(50, count - sockets.length);
      const made = await Promise.all(
        Array.from({ length: more }, async (_, i) => [
          await visitor(desk, await newConversation(desk)),
          await floorSocket(`bare/idle-${sockets.length + i}`),
        ]),
      );
      for (const [ours, floors] of made) {
        if (ours) sockets.push(ours);
        if (floors) bare.push(floors);
      }
    }
    // An object that has nothing to do is put to sleep after 10 s; its sockets stay.
    await new Promise((resolve) => setTimeout(resolve, 30_000));
    const per = (after: number, from: number) => ((after - from) / 1024 / (sockets.length - 1)).toFixed(1);
    rows.push([sockets.length, per(desk.memory(), before), per(floor.memory(), floorBefore)]);
  }
  for (const socket of [...sockets, ...bare]) socket.ws.close();
  // Thousands of objects with their files open are not what the next part measures.
  await desk.restart();
  return table(["sockets", "Deskbell, KiB per idle socket", "bare object, KiB"], rows);
}

function loadTable(rows: readonly Load[]): string {
  return table(
    ["what", "n", "acknowledged /s", "p50 ms", "p99 ms", "CPU µs each"],
    rows.map((r) => [
      r.what,
      r.messages,
      r.perSecond.toFixed(0),
      r.p50.toFixed(2),
      r.p99.toFixed(2),
      r.cpuUs.toFixed(0),
    ]),
  );
}

function report(title: string, text: string): void {
  console.log(`\n## ${title}\n\n${text}\n`);
}
