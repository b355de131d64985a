import { randomBytes } from "node:crypto";
import { appendFileSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildWorker, WORKER_FILE } from "../../../scripts/build-worker.ts";
import { buildKnowledgeBase } from "../../../scripts/kb-build.ts";
import { KB_CACHE } from "../../../scripts/kb-cache.ts";
import { ROOT } from "../../../scripts/paths.ts";
import { type Running, startWorkerd } from "../../../scripts/workerd.ts";
import { workerdConfig } from "../../../scripts/workerd-config.ts";

export type RuntimeOptions = {
  /** A folder of this run's own. */
  folder: string;
  port: number;
  /** Origins of the site that is embedded. */
  origins: string[];
  /** Origins under which agents come. */
  consoleOrigins: string[];
  failPointPort: number;
};

/** One raw workerd on a scratch folder, which can be ended and started again on the same port and data. */
export class Runtime {
  readonly setupSecret = randomBytes(32).toString("base64url");
  readonly restartMs: number[] = [];
  /** Called if it ends and nobody had asked for it. */
  onCrash: (words: string) => void = () => undefined;
  readonly #options: RuntimeOptions;
  readonly #controlKey = randomBytes(32).toString("base64url");
  #running: Running | null = null;
  #wanted = false;
  #words: string[] = [];

  constructor(options: RuntimeOptions) {
    this.#options = options;
  }

  /** Builds the worker and the knowledge base once; restarts start nothing but workerd. */
  async prepare(): Promise<void> {
    const { folder, port, origins, consoleOrigins, failPointPort } = this.#options;
    for (const name of ["objects", "kb", "public"]) await mkdir(join(folder, name), { recursive: true });
    await buildWorker();
    // A copy: somebody may build anew while this runs.
    await copyFile(WORKER_FILE, join(folder, "worker.js"));
    const kb = await buildKnowledgeBase({ from: `${ROOT}kb-content`, out: join(folder, "kb"), cache: KB_CACHE });
    if (!kb.ok) throw new Error("The knowledge base has errors.");
    const key = randomBytes(32).toString("base64url");
    const config = workerdConfig({
      host: "127.0.0.1",
      port,
      worker: "worker.js",
      publicDir: join(folder, "public"),
      kbDir: join(folder, "kb"),
      objectsDir: join(folder, "objects"),
      chaosPort: failPointPort,
      vars: {
        SITES: JSON.stringify([{ id: "demo", origins }]),
        WORKSPACE_NAME: "Chaos",
        TOKEN_KEYS: JSON.stringify({ current: "k1", keys: { k1: key } }),
        SETUP_SECRET: this.setupSecret,
        CONTROL_KEY: this.#controlKey,
        CONSOLE_ORIGINS: JSON.stringify(consoleOrigins),
        // Each visitor has an address of their own.
        TRUST_PROXY: "1",
      },
    });
    await writeFile(join(folder, "workerd.capnp"), config);
  }

  get log(): string {
    return join(this.#options.folder, "workerd.log");
  }

  async start(): Promise<void> {
    const begun = Date.now();
    this.#wanted = true;
    const running = await startWorkerd(join(this.#options.folder, "workerd.capnp"), ["http", "control"], (line) => {
      this.#words = [...this.#words, line].slice(-20);
      appendFileSync(this.log, `${line}\n`);
    });
    this.#running = running;
    this.restartMs.push(Date.now() - begun);
    void running.ended.then((code) => {
      if (this.#wanted && this.#running === running)
        this.onCrash(`ended with ${code}: ${this.#words.slice(-3).join(" | ")}`);
    });
  }

  /** SIGKILL; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#wanted = false;
    const running = this.#running;
    running?.process.kill("SIGKILL");
    await running?.ended;
  }

  /** SIGSTOP, and SIGCONT after `ms`. */
  async pause(ms: number): Promise<void> {
    this.#running?.process.kill("SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#running?.process.kill("SIGCONT");
  }

  /** As `npm start` stops: every socket closed with 1012, then SIGTERM. False: it was not gone within `ms`. */
  async drain(ms: number): Promise<boolean> {
    this.#wanted = false;
    const running = this.#running;
    await this.control("POST", "/drain", ms).catch(() => undefined);
    running?.process.kill("SIGTERM");
    const late = new Promise<"late">((resolve) => setTimeout(() => resolve("late"), ms).unref());
    if ((await Promise.race([running?.ended, late])) !== "late") return true;
    await this.kill();
    return false;
  }

  control(method: "GET" | "POST", path: string, ms = 10_000): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.#running?.ports.get("control")}${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#controlKey}` },
      signal: AbortSignal.timeout(ms),
    });
  }

  /** Resident memory in MiB; 0 where the system does not tell. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.#running?.process.pid}/status`, "utf8").catch(() => "");
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }
}
