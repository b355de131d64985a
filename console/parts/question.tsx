import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Trouble } from "../api.ts";
import { t } from "../language.ts";
import { Dialog } from "./dialog.tsx";

type Props = {
  title: string;
  /** What will happen. */
  children: ComponentChildren;
  trouble: Trouble | null;
  busy: boolean;
  /** What the button says that does it. */
  yes: string;
  onYes: () => void;
  onClose: () => void;
};

/** Asks before something that cannot be taken back. */
export function Question({ title, children, trouble, busy, yes, onYes, onClose }: Props) {
  const { team, errors } = t.value;
  const cancel = useRef<HTMLButtonElement>(null);
  // The harmless answer gets the focus: Enter must not do it.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {trouble && (
        <p class="error" role="alert">
          {errors[trouble]}
        </p>
      )}
      <div class="row">
        <button type="button" class="button" ref={cancel} onClick={onClose}>
          {team.cancel}
        </button>
        <button type="button" class="button danger" disabled={busy} onClick={onYes}>
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
