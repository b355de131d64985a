import { FILES_MAX_BYTES, FILES_MAX_BYTES_IN_OBJECT, FILES_PER_CONVERSATION } from "../../protocol/limits.ts";

/** Where the bytes lie. */
export type Store = "bucket" | "object";
type Held = { size: number; store: Store };

/** Whether one more file of `size` bytes fits. In the object only what lies there counts: a bucket that was bound once takes nothing of its room. */
export function hasRoom(held: readonly Held[], { size, store }: Held): boolean {
  if (held.length >= FILES_PER_CONVERSATION) return false;
  const counted = store === "bucket" ? held : held.filter((one) => one.store === "object");
  const sum = counted.reduce((bytes, one) => bytes + one.size, size);
  return sum <= (store === "bucket" ? FILES_MAX_BYTES : FILES_MAX_BYTES_IN_OBJECT);
}
