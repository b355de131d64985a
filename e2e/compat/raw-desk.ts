import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { PUBLIC } from "../../scripts/paths.ts";
import { type Running, startWorkerd } from "../../scripts/workerd.ts";
import { workerdConfig } from "../../scripts/workerd-config.ts";
import { freePair } from "../desk.ts";
import type { Release } from "./release.ts";

/** Page that embeds the widget; nothing listens there. */
export const SHOP = "http://localhost:9";
const SETUP = "compat-setup-secret";

/** One data folder on one port, run by one version's worker after another on raw workerd. */
export class RawDesk {
  readonly server: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #tokenKeys = JSON.stringify({ current: "k1", keys: { k1: randomBytes(32).toString("base64url") } });
  #running: Running | null = null;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
    this.server = `http://localhost:${port}`;
  }

  static async in(folder: string): Promise<RawDesk> {
    await mkdir(join(folder, "objects"), { recursive: true });
    await mkdir(PUBLIC, { recursive: true });
    return new RawDesk(folder, await freePair());
  }

  async run({ worker, articles, without }: Release): Promise<void> {
    await this.kill();
    const config = workerdConfig({
      host: "127.0.0.1",
      port: this.#port,
      worker: relative(this.#folder, worker),
      publicDir: PUBLIC,
      kbDir: articles,
      objectsDir: join(this.#folder, "objects"),
      vars: {
        SITES: JSON.stringify([{ id: "demo", origins: [SHOP] }]),
        WORKSPACE_NAME: "Deskbell",
        TOKEN_KEYS: this.#tokenKeys,
        SETUP_SECRET: SETUP,
        CONTROL_KEY: randomBytes(32).toString("base64url"),
        CONSOLE_ORIGINS: JSON.stringify([this.server]),
      },
    });
    const file = join(this.#folder, "workerd.capnp");
    await writeFile(file, withoutClasses(config, without), { mode: 0o600 });
    this.#running = await startWorkerd(file, ["http"], () => undefined);
  }

  /** SIGKILL: what was acknowledged is on disk, and nobody is told. */
  async kill(): Promise<void> {
    this.#running?.process.kill("SIGKILL");
    await this.#running?.ended;
    this.#running = null;
  }

  get pid(): number {
    return this.#running?.process.pid ?? 0;
  }

  /** Makes the first admin; the cookie of the session. */
  async setUp(): Promise<string> {
    const response = await fetch(`${this.server}/v1/console/setup`, {
      method: "POST",
      headers: { Origin: this.server, "Content-Type": "application/json", "X-Deskbell": "1" },
      body: JSON.stringify({ secret: SETUP, name: "Anna", password: "correct horse battery" }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    await response.body?.cancel();
    return response.headers.get("Set-Cookie")?.split(";", 1)[0] ?? "";
  }
}

/** An older worker lacks classes that today's configuration names. Each stands alone on its lines. */
function withoutClasses(config: string, classes: readonly string[]): string {
  return classes.reduce((text, name) => {
    const lines = text.split("\n");
    const kept = lines.filter((l) => !new RegExp(`"${name}"`, "i").test(l));
    if (kept.length !== lines.length - 2) throw new Error(`the configuration names ${name} otherwise than expected`);
    return kept.join("\n");
  }, config);
}
