import { randomBytes } from "node:crypto";
import { access, constants, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

export type DataFolder = {
  /** Who runs on this folder: written at the start, looked at by the next one. */
  pidFile: string;
  /** SQLite files of the objects. */
  objects: string;
  /** Built knowledge base. */
  site: string;
  config: string;
  keys: Keys;
};

type Keys = { tokens: { current: string; keys: Record<string, string> }; setup: string };

/** Makes what is missing. Throws with one line that says what to do when the folder can not be written. */
export async function openDataFolder(dir: string): Promise<DataFolder> {
  const folder = {
    objects: join(dir, "objects"),
    site: join(dir, "site"),
    config: join(dir, "workerd.capnp"),
    pidFile: join(dir, "workerd.pid"),
  };
  try {
    await mkdir(folder.objects, { recursive: true });
    await mkdir(folder.site, { recursive: true });
    await access(dir, constants.W_OK);
    const running = await runningOn(folder.pidFile);
    if (running) throw new Refused(`The data folder ${dir} is in use by process ${running}. End that one first.`);
    return { ...folder, keys: await openKeys(join(dir, "keys.json")) };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(`The data folder ${dir} can not be written (${reason}). Choose another one with --data DIR.`);
  }
}

/** Two servers on one folder would each believe to be the only writer. */
async function runningOn(pidFile: string): Promise<number | null> {
  const pid = Number(await readFile(pidFile, "utf8").catch(() => "0"));
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? pid : null;
  }
  // The number may have gone to another program since; where the system can tell, it is asked.
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => null);
  return command === null || command.includes("workerd") ? pid : null;
}

class Refused extends Error {}

/** Made once, at the first start. Lost keys mean that visitors lose their conversations, so a damaged file is not replaced. */
async function openKeys(file: string): Promise<Keys> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text !== null) {
    try {
      const keys = JSON.parse(text) as Keys;
      if (keys.tokens.keys[keys.tokens.current] && keys.setup) return keys;
    } catch {
      // Told below.
    }
    throw new Refused(`${file} is damaged. Restore it from a backup, or remove it: visitors then start anew.`);
  }
  const secret = () => randomBytes(32).toString("base64url");
  const keys: Keys = { tokens: { current: "k1", keys: { k1: secret() } }, setup: secret() };
  await writeFile(`${file}.new`, JSON.stringify(keys, null, 2), { mode: 0o600 });
  await rename(`${file}.new`, file);
  return keys;
}
