import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { freePair } from "../../e2e/desk.ts";
import { buildWorker, WORKER_FILE } from "../../scripts/build-worker.ts";
import { buildKnowledgeBase } from "../../scripts/kb-build.ts";
import { PUBLIC, ROOT } from "../../scripts/paths.ts";
import { type Running, startWorkerd } from "../../scripts/workerd.ts";
import { COMPATIBILITY_DATE, workerdConfig } from "../../scripts/workerd-config.ts";

/** A workerd of its own, on a scratch folder, that can be measured from outside. Linux only: it reads /proc. */
export type Server = {
  url: string;
  origin: string;
  /** Keys of visitors' tokens, so that the bench signs its own instead of asking thousands of times. */
  key: Buffer;
  setupSecret: string;
  folder: string;
  /** CPU time of the process so far, ms. */
  cpu: () => number;
  /** Resident memory now, bytes. */
  memory: () => number;
  /** SIGKILL and a new process on the same port and folder. */
  restart: () => Promise<void>;
  /** Ends the process and keeps the folder; `start` goes on. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  destroy: () => Promise<void>;
};

/** Clock ticks of /proc are 10 ms on every Linux that workerd runs on. */
const TICK_MS = 10;

async function server(folder: string, port: number, write: () => Promise<string>, sockets: string[]) {
  let running: Running;
  const start = async () => {
    running = await startWorkerd(await write(), sockets, (line) => console.error(line));
  };
  const stop = async () => {
    running.process.kill("SIGKILL");
    await running.ended;
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    cpu: () => {
      const fields = readFileSync(`/proc/${running.process.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    },
    memory: () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${running.process.pid}/status`, "utf8"))?.[1]) * 1024,
    start,
    stop,
    restart: async () => {
      await stop();
      await start();
    },
    destroy: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Deskbell as `npm start` configures it, with the demo's articles. */
export async function startDeskbell(): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "deskbell-load-"));
  const port = await freePair();
  await buildWorker();
  await mkdir(join(folder, "objects"));
  await buildKnowledgeBase({ from: `${ROOT}kb-content`, out: join(folder, "site") });
  const key = randomBytes(32);
  const setupSecret = randomBytes(32).toString("base64url");
  const url = `http://127.0.0.1:${port}`;
  const file = join(folder, "workerd.capnp");
  const config = workerdConfig({
    host: "127.0.0.1",
    port,
    worker: relative(folder, WORKER_FILE),
    publicDir: PUBLIC,
    kbDir: join(folder, "site"),
    objectsDir: join(folder, "objects"),
    vars: {
      SITES: JSON.stringify([{ id: "demo", origins: [] }]),
      TOKEN_KEYS: JSON.stringify({ current: "k", keys: { k: key.toString("base64url") } }),
      SETUP_SECRET: setupSecret,
      CONTROL_KEY: setupSecret,
      CONSOLE_ORIGINS: JSON.stringify([url]),
    },
  });
  const write = async () => {
    await writeFile(file, config, { mode: 0o600 });
    return file;
  };
  return { ...(await server(folder, port, write, ["http", "control"])), origin: url, key, setupSecret };
}

/** The bare object of floor/floor-worker.ts, with the same runtime and the same kind of storage. */
export async function startFloor(): Promise<Omit<Server, "origin" | "key" | "setupSecret">> {
  const folder = await mkdtemp(join(tmpdir(), "deskbell-floor-"));
  const port = await freePair();
  await mkdir(join(folder, "objects"));
  await build({
    bundle: true,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:*"],
    absWorkingDir: ROOT,
    entryPoints: ["bench/floor/floor-worker.ts"],
    outfile: join(folder, "floor.js"),
    logLevel: "warning",
  });
  const file = join(folder, "floor.capnp");
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "objects", disk = (path = ${JSON.stringify(join(folder, "objects"))}, writable = true))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "floor.js", esModule = embed "floor.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  bindings = [(name = "ECHO", durableObjectNamespace = "Echo")],
  durableObjectNamespaces = [(className = "Echo", uniqueKey = "echo", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
);
`;
  const write = async () => {
    await writeFile(file, config);
    return file;
  };
  return server(folder, port, write, ["http"]);
}
