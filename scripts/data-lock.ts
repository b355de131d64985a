import { rmSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Names the file that tells who runs on a data folder: the number of the start script, then that of its workerd. */
export const LOCK_FILE = "deskbell.pid";

export type Lock = {
  /** workerd outlives a start script that was killed, so its number is kept too. */
  addWorkerd(pid: number): Promise<void>;
  /** Synchronous: it is called while the process ends. */
  release(): void;
};

/** What a person shall read as it stands. */
export class Refused extends Error {}

/** Two servers on one folder would each believe to be the only writer. Throws Refused. */
export async function takeLock(dir: string): Promise<Lock> {
  const file = join(dir, LOCK_FILE);
  for (let attempt = 0; ; attempt++) {
    try {
      await writeFile(file, `${process.pid}\n`, { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST" || attempt > 1) throw error;
      const running = await firstRunning(file);
      if (running) throw new Refused(`The data folder ${dir} is in use by process ${running}. End that one first.`);
      // Left behind by a process that was killed.
      await rm(file, { force: true });
    }
  }
  return {
    addWorkerd: (pid) => writeFile(file, `${process.pid}\n${pid}\n`),
    release: () => rmSync(file, { force: true }),
  };
}

async function firstRunning(file: string): Promise<number | null> {
  for (const line of (await readFile(file, "utf8").catch(() => "")).split("\n")) {
    const pid = Number(line);
    if (Number.isInteger(pid) && pid > 0 && (await isOurs(pid))) return pid;
  }
  return null;
}

async function isOurs(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  // The number may have gone to another program since; where the system can tell, it is asked.
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return command === null || /workerd|start\.ts/.test(command);
}
