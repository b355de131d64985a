import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ConversationId } from "../../protocol/model.ts";
import { now } from "../clock.ts";
import type { OpenConversation } from "../conversations.ts";
import { dayName, dayOf } from "../format.ts";
import { dates, t } from "../language.ts";
import { markOf, readMarks } from "../read-marks.ts";
import { mergeThread } from "../thread-model.ts";
import { ThreadScroll } from "../thread-scroll.ts";
import { MessageItem } from "./message-item.tsx";
import { PendingItem } from "./pending-item.tsx";
import { useReadSign } from "./use-read-sign.ts";

type Props = { id: ConversationId; open: OpenConversation; onDiscard: (clientId: string) => void };

export function ThreadView({ id, open, onDiscard }: Props) {
  const { thread: words } = t.value;
  const snapshot = open.snapshot.value;
  const { items, older } = mergeThread(snapshot, dayOf);
  const marks = readMarks(snapshot);
  const [scroll] = useState(() => new ThreadScroll());
  const box = useRef<HTMLDivElement>(null);
  const [newBelow, setNewBelow] = useState(false);
  const [atEnd, setAtEnd] = useState(true);
  const first = items[0]?.key ?? "";
  const last = items.at(-1)?.key ?? "";
  const own = items.at(-1)?.kind === "pending";
  useLayoutEffect(() => scroll.attach(box.current), [scroll]);
  useLayoutEffect(() => {
    if (scroll.changed(first, last, own)) setNewBelow(true);
    setAtEnd(scroll.atEnd);
  }, [scroll, first, last, own, items.length]);
  useReadSign(open.client, snapshot, atEnd);

  return (
    <div class="thread-frame">
      <div
        class="thread"
        ref={box}
        role="log"
        aria-label={words.label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
        tabIndex={0}
        onScroll={() => {
          const end = scroll.scrolled();
          setAtEnd(end);
          if (end) setNewBelow(false);
        }}
      >
        {older.length > 0 && (
          <p class="older">
            <button type="button" class="button" onClick={() => older.forEach((s) => open.client.loadOlder(s))}>
              {words.older}
            </button>
          </p>
        )}
        {items.length === 0 && <p class="muted">{words.empty}</p>}
        {items.map((item) => {
          switch (item.kind) {
            case "day":
              return (
                <h2 key={item.key} class="day">
                  {dayName(item.at, now.value, dates.value, words)}
                </h2>
              );
            case "message":
              return (
                <MessageItem
                  key={item.key}
                  id={id}
                  message={item.message}
                  continued={item.continued}
                  mark={markOf(marks, item.message)}
                />
              );
            case "pending":
              return (
                <PendingItem
                  key={item.key}
                  id={id}
                  pending={item.pending}
                  onRetry={(clientId) => open.client.retry(clientId)}
                  onDiscard={onDiscard}
                />
              );
          }
        })}
      </div>
      {newBelow && (
        <button type="button" class="button primary new-below" onClick={() => scroll.toEnd()}>
          {words.newBelow}
        </button>
      )}
    </div>
  );
}
