import { randomBytes } from "node:crypto";
import { access, constants, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Lock, Refused, takeLock } from "./data-lock.ts";
import { type Generation, openGeneration } from "./generation.ts";
import { lacksInbox } from "./stored-objects.ts";

export type DataFolder = {
  /** Says which processes run on this folder. */
  lock: Lock;
  /** SQLite files of the objects. */
  objects: string;
  /** Built knowledge base. */
  site: string;
  config: string;
  /** Where the control door listens and its key, for the operator's own tools. */
  control: string;
  keys: Keys;
  generation: Generation;
};

type Keys = { tokens: { current: string; keys: Record<string, string> }; setup: string };

/** Makes what is missing. `restored`: the operator says that the folder is a copy from the past. Throws with one line that says what to do when the folder cannot be written. */
export async function openDataFolder(dir: string, options = { restored: false }): Promise<DataFolder> {
  const folder = {
    objects: join(dir, "objects"),
    site: join(dir, "site"),
    config: join(dir, "workerd.capnp"),
    control: join(dir, "control.json"),
    pidFile: join(dir, "workerd.pid"),
  };
  try {
    // Conversations of strangers lie here: nobody else on this machine reads them.
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await mkdir(folder.objects, { recursive: true });
    await mkdir(folder.site, { recursive: true });
    await access(dir, constants.W_OK);
    const lock = await takeLock(dir);
    const keys = await openKeys(join(dir, "keys.json"));
    const rebuild = await lacksInbox(folder.objects);
    const generation = await openGeneration(dir, { restored: options.restored, rebuild });
    return { ...folder, lock, keys, generation };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new Error(`The data folder ${dir} cannot be written (${reason}). Choose another one with --data DIR.`);
  }
}

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
