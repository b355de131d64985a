import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** workerd keeps an object in `objects/<unique key>/<id in hex>.sqlite`; see scripts/workerd-config.ts for the keys. */
const OBJECT_FILE = /^([0-9a-f]{64})\.sqlite$/;

/** Ids of the stored objects of a class, in hex. */
export async function storedObjects(objects: string, className: "conversation" | "inbox"): Promise<string[]> {
  const folder = join(objects, `deskbell-${className}`);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const found: string[] = [];
  for (const name of names) {
    const id = OBJECT_FILE.exec(name)?.[1];
    if (id && (await stat(join(folder, name))).size > 0) found.push(id);
  }
  return found;
}

/** There are conversations, and no Inbox that could know of them. */
export async function lacksInbox(objects: string): Promise<boolean> {
  const inboxes = await storedObjects(objects, "inbox");
  return inboxes.length === 0 && (await storedObjects(objects, "conversation")).length > 0;
}
