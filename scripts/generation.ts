import { randomBytes } from "node:crypto";
import { type FileHandle, open, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { storedObjects } from "./stored-objects.ts";

const FILE = "generation.json";

export type Generation = {
  /** Part of every epoch: another one makes clients load again. "" for a folder that was never restored. */
  value: string;
  /** The folder is a copy: this start has found it out, or was told. */
  restored: boolean;
  /** The Inbox must be told of all tickets again; stays until `rebuilt`, over starts that ended before. */
  mustRebuild: boolean;
  rebuilt(): Promise<void>;
};

/** `own`: number and time of birth of this very file; a copy of it is another file. `bornAt` null: the file system keeps none. */
type Stored = { generation: string; rebuild: boolean; own: Identity };
type Identity = { inode: string; bornAt: string | null };

/**
 * Which life of the data this is. A folder that comes back from a backup knows less than its clients do; it is recognised by its
 * generation file, which is written anew at each start and says which file on the disk it is: restored, it is another one. Not
 * recognised: a snapshot of the whole file system that is rolled back, where all files are what they were. There `restored` says it.
 */
export async function openGeneration(
  dir: string,
  options: { restored: boolean; rebuild: boolean },
): Promise<Generation> {
  const file = join(dir, FILE);
  const before = await read(file);
  const known = before === null || before === "damaged" ? null : before;
  // Conversations without the file: a backup from a release that wrote none, or that release's own folder. One reload is no harm there.
  const unknown = async () => (await storedObjects(join(dir, "objects"), "conversation")).length > 0;
  const isCopy = known ? !(await isSame(file, known.own)) : before === "damaged" || (await unknown());
  const restored = options.restored || isCopy;
  const value = restored ? randomBytes(9).toString("base64url") : (known?.generation ?? "");
  const rebuild = restored || options.rebuild || (known?.rebuild ?? false);
  await write(file, { generation: value, rebuild });
  return {
    value,
    restored,
    mustRebuild: rebuild,
    rebuilt: () => write(file, { generation: value, rebuild: false }),
  };
}

async function read(file: string): Promise<Stored | "damaged" | null> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  try {
    const record = JSON.parse(text) as Partial<Stored>;
    if (typeof record.generation === "string" && typeof record.own?.inode === "string") return record as Stored;
  } catch {
    // Told below.
  }
  return "damaged";
}

async function isSame(file: string, own: Identity): Promise<boolean> {
  const now = identity(await stat(file, { bigint: true }));
  return now.inode === own.inode && (own.bornAt === null || now.bornAt === own.bornAt);
}

/** A new file in place of the old one, which says of itself which it is. */
async function write(file: string, record: Omit<Stored, "own">): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, "w", 0o600);
  let own: Identity;
  try {
    own = identity(await handle.stat({ bigint: true }));
    await put(handle, { ...record, own });
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  // A file system without times of birth answers with the time of the last change: the number of the file must do.
  if (!(await isSame(file, own))) await writeFile(file, JSON.stringify({ ...record, own: { ...own, bornAt: null } }));
}

async function put(handle: FileHandle, record: Stored): Promise<void> {
  await handle.truncate(0);
  await handle.write(JSON.stringify(record), 0);
  await handle.sync();
}

function identity({ ino, birthtimeNs }: { ino: bigint; birthtimeNs: bigint }): Identity {
  return { inode: String(ino), bornAt: birthtimeNs > 0n ? String(birthtimeNs) : null };
}
