import { useEffect } from "preact/hooks";
import type { Snapshot } from "../../client/types.ts";
import type { ConversationId } from "../../protocol/model.ts";
import { unsent } from "../storage.ts";
import type { Restored } from "../unsent.ts";

/** The newest messages come in several frames after the greeting; one of them may be what we take for lost. */
const SETTLED_MS = 1_000;

/** Replies that a reload interrupted: after the conversation is there again, what it lacks is given back. */
export function useRestoredUnsent(id: ConversationId, snapshot: Snapshot, onRestore: (lost: Restored) => void): void {
  const there = snapshot.phase === "online" && snapshot.messages.public.length > 0;
  const delivered = snapshot.messages.public;
  useEffect(() => {
    if (!there) return;
    // Begins anew with every message that comes.
    const timer = setTimeout(() => {
      const lost = unsent.take(id, delivered);
      if (lost) onRestore(lost);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [id, there, delivered, onRestore]);
}
