import { useEffect } from "preact/hooks";
import type { Snapshot } from "../../client/types.ts";
import type { ConversationId } from "../../protocol/model.ts";
import type { SeenStore } from "../seen-store.ts";
import { usePageVisible } from "./use-page-visible.ts";

/** A conversation on a screen that is looked at is read: what came with it is not unread any more. */
export function useLook(seen: SeenStore, id: ConversationId, { messages }: Pick<Snapshot, "messages">): void {
  const visible = usePageVisible();
  // The version of a conversation is the number of its entries, and both streams count theirs without gaps.
  const version = (messages.public.at(-1)?.seq ?? 0) + (messages.internal.at(-1)?.seq ?? 0);
  useEffect(() => {
    if (visible && version > 0) seen.look(id, version);
  }, [seen, id, version, visible]);
}
