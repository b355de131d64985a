import { useState } from "preact/hooks";
import type { ConversationId, Ticket } from "../../protocol/model.ts";
import { api, type Trouble } from "../api.ts";
import type { Desk } from "../desk.ts";
import { t } from "../language.ts";
import { sessionEnded } from "../session.ts";
import { Question } from "./question.tsx";

type Props = { desk: Desk; id: ConversationId; ticket: Ticket | null; onClose: () => void };

/** Says what will be gone before it is. The receipt stands in place of the conversation afterwards. */
export function EraseConversation({ desk, id, ticket, onClose }: Props) {
  const { erasure } = t.value;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function erase(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    const answer = await api.eraseConversation(id);
    setBusy(false);
    if (answer.kind === "ok") desk.erased.mark(id, answer.value);
    // Somebody else has done it meanwhile: what was wanted is so.
    else if (answer.code === "not_found") desk.erased.mark(id, null);
    else if (answer.code === "unauthorized") sessionEnded();
    else setTrouble(answer.code);
  }

  return (
    <Question
      title={erasure.title(ticket?.number ?? null)}
      trouble={trouble}
      busy={busy}
      yes={busy ? erasure.deleting : erasure.yes}
      onYes={() => void erase()}
      onClose={onClose}
    >
      {ticket && (
        <p>
          <bdi dir="auto">{ticket.subject}</bdi>
        </p>
      )}
      <p>{erasure.text}</p>
      <ul class="plain-list">
        {erasure.what.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p class="muted">{erasure.keeps}</p>
    </Question>
  );
}
