import { useRef, useState } from "preact/hooks";
import type { ConsoleState } from "../../protocol/api.ts";
import { NAME_MAX } from "../../protocol/limits.ts";
import type { Answer } from "../api.ts";
import { t } from "../language.ts";
import { enter } from "../session.ts";
import { NameField } from "./name-field.tsx";
import { PasswordField, passwordFits } from "./password-field.tsx";

type Props = {
  submitLabel: string;
  submit: (account: { name: string; password: string }) => Promise<Answer<ConsoleState>>;
  onDone: () => void;
};

/** Name and password of a new account: the first admin's, or an invited colleague's. */
export function AccountForm({ submitLabel, submit, onDone }: Props) {
  const { account, errors } = t.value;
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Extract<Answer<never>, { kind: "refused" }> | null>(null);
  const [tried, setTried] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const nameRefused = refused?.field === "name" || refused?.code === "name_taken";
  const nameError = !tried ? null : refused && nameRefused ? errors[refused.code] : nameFault(name);
  const passwordRefused = refused?.field === "password";

  async function onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    setRefused(null);
    if (nameFault(name)) return nameField.current?.focus();
    if (!passwordFits(password)) return passwordField.current?.focus();
    setBusy(true);
    const answer = await submit({ name: name.trim(), password });
    setBusy(false);
    if (enter(answer)) return onDone();
    setRefused(answer);
    if (answer.code === "name_taken") nameField.current?.focus();
  }

  return (
    <form novalidate onSubmit={(event) => void onSubmit(event)}>
      <NameField
        label={account.name}
        hint={account.nameHint}
        error={nameError}
        value={name}
        onValue={(value) => {
          setName(value);
          setRefused(null);
        }}
        field={nameField}
      />
      <PasswordField
        value={password}
        onValue={setPassword}
        fresh
        faulty={tried && !passwordFits(password)}
        error={passwordRefused ? errors[refused.code] : null}
        field={passwordField}
      />
      {refused && !nameRefused && !passwordRefused && (
        <p class="error" role="alert">
          {errors[refused.code]}
        </p>
      )}
      <button type="submit" class="button primary" disabled={busy}>
        {busy ? account.working : submitLabel}
      </button>
    </form>
  );
}

function nameFault(name: string): string | null {
  const length = [...name.trim()].length;
  if (length === 0) return t.value.account.nameMissing;
  return length > NAME_MAX ? t.value.account.nameTooLong(NAME_MAX) : null;
}
