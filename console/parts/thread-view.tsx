import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { now } from "../clock.ts";
import type { OpenConversation } from "../conversations.ts";
import { dayName, dayOf } from "../format.ts";
import { dates, t } from "../language.ts";
import { mergeThread } from "../thread-model.ts";
import { MessageItem } from "./message-item.tsx";
import { PendingItem } from "./pending-item.tsx";

type Props = { open: OpenConversation; onDiscard(clientId: string): void };

/** Nearer to the end than this counts as being there, in CSS pixels. */
const NEAR_END_PX = 60;

export function ThreadView({ open, onDiscard }: Props) {
  const { thread: words } = t.value;
  const { items, older } = mergeThread(open.snapshot.value, dayOf);
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef({ first: "", last: "", height: 0, atEnd: true });
  const [newBelow, setNewBelow] = useState(false);
  const first = items[0]?.key ?? "";
  const last = items.at(-1)?.key ?? "";

  // At the end one stays at the end; further up, what one reads stays where it is while older or newer messages come.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const before = seen.current;
    if (before.atEnd) element.scrollTop = element.scrollHeight;
    else if (before.first !== first) element.scrollTop += element.scrollHeight - before.height;
    else if (before.last !== last) setNewBelow(true);
    seen.current = { first, last, height: element.scrollHeight, atEnd: before.atEnd };
  }, [first, last, items.length]);

  // A keyboard that slides in on a phone makes the box smaller without scrolling it.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (seen.current.atEnd) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  function onScroll(): void {
    const element = box.current;
    if (!element) return;
    seen.current.atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
    if (seen.current.atEnd) setNewBelow(false);
  }

  function toEnd(): void {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }

  return (
    <div class="thread-frame">
      {/* Scrolls, so it must be reachable by keyboard. */}
      <div class="thread" ref={box} role="log" aria-label={words.label} tabIndex={0} onScroll={onScroll}>
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
              return <MessageItem key={item.key} message={item.message} continued={item.continued} />;
            case "pending":
              return (
                <PendingItem
                  key={item.key}
                  pending={item.pending}
                  onRetry={(clientId) => open.client.retry(clientId)}
                  onDiscard={onDiscard}
                />
              );
          }
        })}
      </div>
      {newBelow && (
        <button type="button" class="button primary new-below" onClick={toEnd}>
          {words.newBelow}
        </button>
      )}
    </div>
  );
}
