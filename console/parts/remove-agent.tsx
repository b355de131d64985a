import { useState } from "preact/hooks";
import type { Agent } from "../../protocol/model.ts";
import { api, type Trouble } from "../api.ts";
import { t } from "../language.ts";
import { sessionEnded } from "../session.ts";
import { Question } from "./question.tsx";

type Props = { agent: Agent; onClose: () => void; onRemoved: () => void };

/** Says what happens before it does. */
export function RemoveAgent({ agent, onClose, onRemoved }: Props) {
  const { team } = t.value;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  async function remove(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    const answer = await api.removeAgent(agent.id);
    setBusy(false);
    // Somebody else has done it meanwhile: what was wanted is so.
    if (answer.kind === "ok" || answer.code === "not_found") onRemoved();
    else if (answer.code === "unauthorized") sessionEnded();
    else setTrouble(answer.code);
  }

  return (
    <Question
      title={team.removeTitle(agent.name)}
      trouble={trouble}
      busy={busy}
      yes={busy ? team.removing : team.remove}
      onYes={() => void remove()}
      onClose={onClose}
    >
      <p>{team.removeText}</p>
      <p class="muted">{team.removeBack}</p>
    </Question>
  );
}
