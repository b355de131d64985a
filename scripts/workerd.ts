import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { Readable } from "node:stream";

/** The binary that npm installed for this platform. */
function workerdBinary(): string {
  const { default: path } = createRequire(import.meta.url)("workerd") as { default: string };
  return path;
}

export type Running = {
  process: ChildProcess;
  /** Ports that workerd really listens on, by socket name. */
  ports: Map<string, number>;
  /** Resolves with the exit code when the process has ended. */
  ended: Promise<number | null>;
};

/** Starts workerd and waits until every named socket listens. Rejects with workerd's own words if it ends before that. */
export async function startWorkerd(
  configFile: string,
  sockets: readonly string[],
  onError: (line: string) => void,
): Promise<Running> {
  const child = spawn(workerdBinary(), ["serve", "--control-fd=3", configFile], {
    stdio: ["ignore", "inherit", "pipe", "pipe"],
    // A Ctrl-C in the terminal goes to the whole group; workerd must outlive it until it has been drained.
    detached: true,
  });
  // Whatever ends this process, but SIGKILL, ends workerd too: an orphan would keep the port and the data.
  process.once("exit", () => child.kill("SIGKILL"));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const said: string[] = [];
  let up = false;
  eachLine(child.stderr as Readable, (line) => (up ? onError(line) : said.push(line)));
  const ports = new Map<string, number>();
  const listening = new Promise<void>((resolve) => {
    eachLine(child.stdio[3] as Readable, (line) => {
      const message = JSON.parse(line) as { event?: string; socket?: string; port?: number };
      if (message.event !== "listen" || !message.socket) return;
      ports.set(message.socket, message.port ?? 0);
      if (sockets.every((name) => ports.has(name))) resolve();
    });
  });
  const failed = ended.then((code) => {
    throw new Error(`workerd ended with ${code} before it was ready:\n${said.join("\n")}`);
  });
  await Promise.race([listening, failed]);
  // From here on the end is awaited through `ended`.
  failed.catch(() => undefined);
  up = true;
  return { process: child, ports, ended };
}

function eachLine(stream: Readable, use: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) use(line);
  });
}
