import { useEffect, useRef } from "preact/hooks";
import type { Trouble } from "../api.ts";
import { t } from "../language.ts";
import { Dialog } from "./dialog.tsx";

type Props = { busy: boolean; trouble: Trouble | null; onClose: () => void; onMake: () => void };

/** Says which key ends before one more is made. */
export function NewKeyQuestion({ busy, trouble, onClose, onMake }: Props) {
  const { identity, team, errors } = t.value;
  const cancel = useRef<HTMLButtonElement>(null);
  // The harmless answer gets the focus: Enter must not end a key that is in use.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <Dialog title={identity.newTitle} onClose={onClose}>
      <p>{identity.newText}</p>
      {trouble && (
        <p class="error" role="alert">
          {errors[trouble]}
        </p>
      )}
      <div class="row">
        <button type="button" class="button" ref={cancel} onClick={onClose}>
          {team.cancel}
        </button>
        <button type="button" class="button danger" disabled={busy} onClick={onMake}>
          {busy ? identity.making : identity.makeNew}
        </button>
      </div>
    </Dialog>
  );
}
