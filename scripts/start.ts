import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, relative } from "node:path";
import { HELP_SITE } from "../protocol/model.ts";
import { buildOnce } from "./build-once.ts";
import { WORKER_FILE } from "./build-worker.ts";
import { type DataFolder, openDataFolder } from "./data-folder.ts";
import { startDemo } from "./demo-server.ts";
import { rebuildInbox } from "./inbox-rebuild.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { KB_CACHE } from "./kb-cache.ts";
import { formatManifest, formatProblems } from "./kb-problems.ts";
import { buildProgress } from "./kb-progress.ts";
import { watchKnowledgeBase } from "./kb-watch.ts";
import { PUBLIC } from "./paths.ts";
import { HELP, type StartOptions, startOptions } from "./start-options.ts";
import { storedObjects } from "./stored-objects.ts";
import { type Running, startWorkerd } from "./workerd.ts";
import { workerdConfig } from "./workerd-config.ts";

/** How long a stop may take before workerd is ended without asking; what was acknowledged is on disk by then. */
const STOP_MS = 8_000;
/** How long an answer from the control door may take. */
const ANSWER_MS = 60_000;

/** A signal has come: the end of workerd is wanted. */
let stopping = false;
/** Set when workerd is up: from then on a stop drains. */
let live: { running: Running; control: Control } | null = null;

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});

async function main(): Promise<void> {
  const options = startOptions(process.argv.slice(2));
  if (options === "help") return console.log(HELP);
  await requireFree(options.host, options.port);
  if (options.demoPort !== null) await requireFree("127.0.0.1", options.demoPort);
  const data = await openDataFolder(options.data, options);
  process.once("exit", data.lock.release);
  stopOnSignal();
  const kb = await buildKnowledgeBase({ from: options.kb, out: data.site, cache: KB_CACHE, progress: buildProgress() });
  if (kb.problems.length > 0) console.error(formatProblems(kb.problems));
  if (!kb.ok) throw new Error("The knowledge base has errors. Mend the lines above and start again.");
  if (kb.manifest) console.log(formatManifest(kb.manifest, kb.expected));
  await buildOnce();

  const controlKey = randomBytes(32).toString("base64url");
  const anywhere = ["127.0.0.1", "localhost", "0.0.0.0", "::"].includes(options.host);
  const local = `http://${anywhere ? "localhost" : options.host}:${options.port}`;
  const own = options.url ?? local;
  const demo =
    options.demoPort === null ? [] : [`http://localhost:${options.demoPort}`, `http://127.0.0.1:${options.demoPort}`];
  // Deskbell's own help is no site of the owner's: no page embeds it, no conversation belongs to it.
  const sites = Object.keys(kb.manifest?.sites ?? {}).filter((id) => id !== HELP_SITE);
  const config = workerdConfig({
    host: options.host,
    port: options.port,
    // capnp looks for absolute names in its import path, so the bundle is named from where the configuration lies.
    worker: relative(dirname(data.config), WORKER_FILE),
    publicDir: PUBLIC,
    kbDir: data.site,
    objectsDir: data.objects,
    vars: {
      SITES: JSON.stringify(sites.map((id) => ({ id, origins: [...demo, ...options.origins] }))),
      WORKSPACE_NAME: "Deskbell",
      TOKEN_KEYS: JSON.stringify(data.keys.tokens),
      SETUP_SECRET: data.keys.setup,
      CONTROL_KEY: controlKey,
      ...(options.trustProxy ? { TRUST_PROXY: "1" } : {}),
      GENERATION: data.generation.value,
      CONSOLE_ORIGINS: JSON.stringify([...new Set([own, local, `http://127.0.0.1:${options.port}`])]),
    },
  });
  await writeFile(data.config, config, { mode: 0o600 });
  const running = await startWorkerd(data.config, ["http", "control"], (line) => console.error(line));
  await data.lock.addWorkerd(running.process.pid ?? 0);
  const url = `http://127.0.0.1:${running.ports.get("control")}`;
  await writeFile(data.control, JSON.stringify({ url, key: controlKey }), { mode: 0o600 });
  const control = controller(url, controlKey);
  live = { running, control };
  const demoServer = options.demoPort === null ? null : await startDemo({ port: options.demoPort, server: own });
  const { needsSetup } = (await (await control("GET", "/status")).json()) as { needsSetup: boolean };
  announce(options, own, needsSetup ? `${own}/console/setup#${data.keys.setup}` : null);
  if (data.generation.mustRebuild) void rebuild(data, control);
  const watching = watchKnowledgeBase(options.kb, data.site, (line) => console.log(line));
  const code = await running.ended;
  watching.close();
  if (!stopping) console.error("The server ended by itself. What was acknowledged is stored; start again.");
  demoServer?.close();
  process.exit(stopping ? 0 : (code ?? 1));
}

function announce(options: StartOptions, own: string, setupLink: string | null): void {
  const lines = [
    "",
    ...(options.demoPort === null ? [] : [`  Demo site   http://localhost:${options.demoPort}`]),
    `  Console     ${own}/console`,
    ...(setupLink
      ? [`  Set-up      ${setupLink}`, "              (opens once: choose the first admin's name and password)"]
      : []),
    `  Data        ${options.data}`,
    "",
    "Ctrl-C stops.",
  ];
  console.log(lines.join("\n"));
}

/** Beside the running service: agents see the tickets come. Ended early, the next start does it again. */
async function rebuild({ generation, objects }: DataFolder, control: Control): Promise<void> {
  if (generation.restored) console.log("The data folder was restored from a copy: open pages load again.");
  try {
    const ids = await storedObjects(objects, "conversation");
    const { told, failed } = await rebuildInbox(ids, (some) => control("POST", "/rebuild", { ids: some }));
    console.log(`Inbox rebuilt: ${told} tickets of ${ids.length} conversations.`);
    if (failed === 0) return await generation.rebuilt();
    console.error(`${failed} conversations could not be asked. The next start tries again.`);
  } catch (error) {
    if (!stopping) console.error(`The inbox could not be rebuilt: ${String(error)}. The next start tries again.`);
  }
}

type Control = (method: "GET" | "POST", path: string, body?: object) => Promise<Response>;

function controller(url: string, key: string): Control {
  return (method, path, body) =>
    fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(path === "/drain" ? STOP_MS : ANSWER_MS),
    });
}

/** Drain (every client gets 1012 and comes back by itself), then SIGTERM, then SIGKILL. A second Ctrl-C does not wait. */
function stopOnSignal(): void {
  const stop = async () => {
    // Not up yet, or asked twice: the exit handlers end workerd and free the folder.
    if (stopping || !live) return process.exit(stopping ? 1 : 130);
    const { running, control } = live;
    stopping = true;
    console.log("\nStopping: conversations are stored, open pages reconnect by themselves.");
    setTimeout(() => running.process.kill("SIGKILL"), STOP_MS).unref();
    await control("POST", "/drain").catch((error: unknown) => console.error(`Drain failed: ${String(error)}`));
    running.process.kill("SIGTERM");
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
}

function requireFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const reason = error.code === "EADDRINUSE" ? "is in use" : `cannot be opened (${error.code})`;
      const running =
        error.code === "EADDRINUSE" ? "If Deskbell runs there, stop it first (Ctrl-C). Otherwise choose" : "Choose";
      reject(new Error(`Port ${port} ${reason}. ${running} another one with --port N (N and N+1 must be free).`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
