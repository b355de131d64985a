import { useEffect } from "preact/hooks";
import type { ConversationClient, Snapshot } from "../../client/types.ts";
import { usePageVisible } from "./use-page-visible.ts";

/** Tells the visitor that their words have been read: the end of the thread is in sight, on a page that somebody can see. */
export function useReadSign(
  client: ConversationClient,
  { phase, messages }: Pick<Snapshot, "phase" | "messages">,
  atEnd: boolean,
): void {
  const visible = usePageVisible();
  const last = messages.public.at(-1)?.seq ?? 0;
  const online = phase === "online";
  useEffect(() => {
    if (visible && atEnd && online && last > 0) client.setRead();
  }, [client, visible, atEnd, online, last]);
}
