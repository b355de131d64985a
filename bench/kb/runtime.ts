import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "../../scripts/paths.ts";
import { startWorkerd } from "../../scripts/workerd.ts";
import { COMPATIBILITY_DATE } from "../../scripts/workerd-config.ts";

const MB = 1024 * 1024;
/** Of the 128 MB that an isolate may have on Cloudflare (JavaScript's heap and buffers together): the goal, the rest is for everything else. */
export const LIMIT_MB = 100;

/**
 * Raw workerd with bench/kb/kb-worker.ts and a folder of files. It has no limit of memory of its own, so V8 gets one (`--max-heap-size`,
 * over which it ends the process): `heapMB`, which the caller chooses so that heap and file together are within LIMIT_MB, because V8
 * does not count buffers. Linux only: it reads /proc.
 */
export type Runtime = {
  /** Answer's text; throws if workerd has ended. */
  ask: (path: string, text: string) => Promise<string>;
  /** CPU time of all its threads so far, ms. */
  cpu: () => number;
  /** Resident memory now, after a collection of garbage, and its highest ever, MB. */
  memory: () => Promise<{ now: number; peak: number }>;
  stop: () => Promise<void>;
};

export async function startRuntime(files: string, heapMB: number): Promise<Runtime> {
  const folder = await mkdtemp(join(tmpdir(), "deskbell-kb-bench-"));
  await build({
    bundle: true,
    format: "esm",
    target: "es2024",
    absWorkingDir: ROOT,
    entryPoints: ["bench/kb/kb-worker.ts"],
    outfile: join(folder, "worker.js"),
    logLevel: "warning",
  });
  const file = join(folder, "workerd.capnp");
  await writeFile(
    file,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "files", disk = (path = ${JSON.stringify(files)}, writable = false))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
  v8Flags = ["--max-heap-size=${heapMB}", "--expose-gc"],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  bindings = [(name = "FILES", service = "files")],
);
`,
  );
  const { process: child, ports, ended } = await startWorkerd(file, ["http"], () => undefined);
  const proc = `/proc/${child.pid}`;
  const status = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`${proc}/status`, "utf8"))?.[1]) / 1024;
  const ask = async (path: string, text: string): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${ports.get("http")}${path}`, { method: "POST", body: text });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${answer}`);
    return answer;
  };
  return {
    ask,
    cpu: () =>
      readdirSync(`${proc}/task`)
        .map((task) => Number(readFileSync(`${proc}/task/${task}/schedstat`, "utf8").split(" ")[0]))
        .reduce((sum, ns) => sum + ns / 1e6, 0),
    memory: async () => {
      const peak = status("VmHWM");
      await ask("/collect", "");
      return { now: status("VmRSS"), peak };
    },
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const heapFor = (fileBytes: number): number => Math.floor(LIMIT_MB - fileBytes / MB);
