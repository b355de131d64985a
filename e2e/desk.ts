import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../scripts/paths.ts";

/** A whole product as `npm start` runs it: raw workerd, scratch data, free ports. */
export type Desk = {
  server: string;
  demo: string;
  /** null when an admin exists already. */
  setupLink: string | null;
  data: string;
  /** Everything printed so far. */
  output: () => string;
  /** Ctrl-C; resolves with the exit code. */
  stop: () => Promise<number | null>;
  /** Ends it and removes its data. */
  destroy: () => Promise<void>;
};

export async function startDesk(options: { data?: string; port?: number; args?: string[] } = {}): Promise<Desk> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), "deskbell-")));
  const port = options.port ?? (await freePair());
  const args = ["scripts/start.ts", "--port", String(port), "--data", data, ...(options.args ?? [])];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const output = collect(child);
  await untilPrinted(output, ended, "Ctrl-C stops.");
  const stop = () => {
    child.kill("SIGINT");
    return ended;
  };
  return {
    server: `http://localhost:${port}`,
    demo: `http://localhost:${port + 1}`,
    setupLink: /Set-up\s+(\S+)/.exec(output())?.[1] ?? null,
    data,
    output,
    stop,
    destroy: async () => {
      if (child.exitCode === null) await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

function collect(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}

async function untilPrinted(output: () => string, ended: Promise<number | null>, line: string): Promise<void> {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (let i = 0; i < 1_800 && !output().includes(line); i++) {
    if (over) throw new Error(`npm start ended:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (!output().includes(line)) throw new Error(`npm start did not come up in 180 s:\n${output()}`);
}

/**
 * Two neighbouring free ports: the server's and the demo site's. Below those that systems give to outgoing connections (Linux: from 32 768),
 * or a browser's next connection could take one until it is listened on.
 */
export async function freePair(): Promise<number> {
  for (let i = 0; i < 50; i++) {
    const port = 10_000 + Math.floor(Math.random() * 22_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error("no two neighbouring free ports found");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
