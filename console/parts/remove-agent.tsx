import { useEffect, useRef, useState } from "preact/hooks";
import type { Agent } from "../../protocol/model.ts";
import { api, type Trouble } from "../api.ts";
import { t } from "../language.ts";
import { sessionEnded } from "../session.ts";
import { Dialog } from "./dialog.tsx";

type Props = { agent: Agent; onClose: () => void; onRemoved: () => void };

/** Says what happens before it does. */
export function RemoveAgent({ agent, onClose, onRemoved }: Props) {
  const { team, errors } = t.value;
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  // The harmless answer gets the focus: Enter must not put a colleague out.
  useEffect(() => cancel.current?.focus(), []);

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
    <Dialog title={team.removeTitle(agent.name)} onClose={onClose}>
      <p>{team.removeText}</p>
      <p class="muted">{team.removeBack}</p>
      {trouble && (
        <p class="error" role="alert">
          {errors[trouble]}
        </p>
      )}
      <div class="row">
        <button type="button" class="button" ref={cancel} onClick={onClose}>
          {team.cancel}
        </button>
        <button type="button" class="button danger" disabled={busy} onClick={() => void remove()}>
          {busy ? team.removing : team.remove}
        </button>
      </div>
    </Dialog>
  );
}
