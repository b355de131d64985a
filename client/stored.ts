import type { KeyValueStorage } from "./types.ts";

/** The JSON under a key; null: none, or what is no JSON. Storage belongs to the page that embeds us: anything may stand there. */
export function storedValue(storage: KeyValueStorage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** The elements of a stored list that are what they should be. */
export function storedList<T>(storage: KeyValueStorage, key: string, isElement: (value: unknown) => value is T): T[] {
  const value = storedValue(storage, key);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** An empty list leaves nothing behind; the same one writes nothing. */
export function storeList(storage: KeyValueStorage, key: string, list: readonly unknown[]): void {
  const text = JSON.stringify(list);
  if (!list[0]) storage.removeItem(key);
  else if (text !== storage.getItem(key)) storage.setItem(key, text);
}
