import type { KeyValueStorage } from "./types.ts";

/**
 * A storage that never throws. What the real one refuses (absent, private window, quota) is held in memory for the life
 * of the page; a value in memory is newer than the stored one and wins.
 */
export function safeStorage(storage: KeyValueStorage | null): KeyValueStorage {
  const memory = new Map<string, string | null>();

  function write(key: string, value: string | null): void {
    try {
      if (!storage) throw new Error("no storage");
      if (value === null) storage.removeItem(key);
      else storage.setItem(key, value);
      memory.delete(key);
    } catch {
      memory.set(key, value);
    }
  }

  return {
    getItem(key) {
      const held = memory.get(key);
      if (held !== undefined) return held;
      try {
        return storage?.getItem(key) ?? null;
      } catch {
        return null;
      }
    },
    setItem: write,
    removeItem: (key) => write(key, null),
  };
}
