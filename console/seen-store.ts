import { type ReadonlySignal, signal } from "@preact/signals";
import type { AgentId, ConversationId } from "../protocol/model.ts";
import { looked, readSeen, type Seen, writeSeen } from "./seen-model.ts";
import { settings } from "./storage.ts";

const KEY = "deskbell.seen";

export type SeenStore = {
  seen: ReadonlySignal<Seen>;
  /** The conversation is on screen up to this version. */
  look: (id: ConversationId, version: number) => void;
  close: () => void;
};

/** Shared by all tabs of this browser. */
export function openSeen(agent: AgentId): SeenStore {
  const seen = signal(readSeen(settings.getItem(KEY), agent));
  const onStorage = (event: StorageEvent) => {
    if (event.key === KEY) seen.value = readSeen(event.newValue, agent);
  };
  addEventListener("storage", onStorage);
  return {
    seen,
    look(id, version) {
      // Read anew: another tab may have written since.
      const next = looked(readSeen(settings.getItem(KEY), agent), id, version);
      settings.setItem(KEY, writeSeen(next));
      seen.value = next;
    },
    close: () => removeEventListener("storage", onStorage),
  };
}
