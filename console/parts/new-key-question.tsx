import type { Trouble } from "../api.ts";
import { t } from "../language.ts";
import { Question } from "./question.tsx";

type Props = { busy: boolean; trouble: Trouble | null; onClose: () => void; onMake: () => void };

/** Says which key ends before one more is made. */
export function NewKeyQuestion({ busy, onMake, ...rest }: Props) {
  const { newTitle, newText, making, makeNew } = t.value.identity;
  return (
    <Question {...rest} title={newTitle} busy={busy} yes={busy ? making : makeNew} onYes={onMake}>
      <p>{newText}</p>
    </Question>
  );
}
