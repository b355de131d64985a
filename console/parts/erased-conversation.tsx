import { useEffect, useRef } from "preact/hooks";
import type { ErasureReceipt } from "../../protocol/api.ts";
import type { InboxView } from "../../protocol/frames.ts";
import type { Erasure } from "../erased.ts";
import { dateAndTime } from "../format.ts";
import { dates, t } from "../language.ts";
import { inboxPath } from "../paths.ts";
import { CopyField } from "./copy-field.tsx";
import { useTitle } from "./use-title.ts";

type Props = { erasure: Erasure; view: InboxView; by: string };

/** In place of a conversation that is no more: the receipt for who deleted it, the fact for everybody else. */
export function ErasedConversation({ erasure: { receipt }, view, by }: Props) {
  const { erasure: words, ticket } = t.value;
  const title = receipt ? words.done : words.elsewhere;
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  // What was read, or pressed, is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section class="pane nothing-chosen erased">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {receipt ? <Receipt receipt={receipt} by={by} /> : <p class="muted">{words.elsewhereText}</p>}
      <p>
        <a href={inboxPath(view)}>{ticket.back}</a>
      </p>
    </section>
  );
}

function Receipt({ receipt, by }: { receipt: ErasureReceipt; by: string }) {
  const { erasure: words } = t.value;
  const lines: [string, string][] = [
    [words.at, dateAndTime(receipt.erasedAt, dates.value)],
    [words.by, by],
    [words.ticket, receipt.request === null ? words.noTicket : `№ ${receipt.request}`],
    [words.conversation, receipt.conversationId],
    [words.held, words.counts(receipt.messages, receipt.files)],
  ];
  return (
    <CopyField
      id="receipt"
      label={words.receipt}
      rows={lines.length}
      text={lines.map(([term, value]) => `${term}: ${value}`).join("\n")}
      hint={words.receiptHint}
    />
  );
}
