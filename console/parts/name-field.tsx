import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

type Props = {
  label: string;
  hint?: string;
  error: string | null;
  value: string;
  onValue: (value: string) => void;
  field: RefObject<HTMLInputElement | null>;
};

/** An agent's name: of a new account, or to sign in with. The first field of its form, so it has the focus. */
export function NameField({ label, hint, error, value, onValue, field }: Props) {
  useEffect(() => field.current?.focus(), [field]);
  return (
    <div class="field">
      <label for="name">{label}</label>
      <input
        ref={field}
        id="name"
        name="username"
        autocomplete="username"
        autocapitalize="words"
        spellcheck={false}
        dir="auto"
        required
        aria-invalid={error !== null}
        aria-describedby={hint === undefined ? "name-error" : "name-hint name-error"}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {hint !== undefined && (
        <p id="name-hint" class="hint">
          {hint}
        </p>
      )}
      <p id="name-error" class="error">
        {error}
      </p>
    </div>
  );
}
