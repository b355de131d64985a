import type { RefObject } from "preact";
import { useState } from "preact/hooks";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../protocol/limits.ts";
import { t } from "../language.ts";

type Props = {
  value: string;
  onValue: (value: string) => void;
  /** New passwords show the rule while one types; an existing one is only typed. */
  fresh: boolean;
  /** It was sent although it does not fit the rule: the rule itself says what is wrong. */
  faulty: boolean;
  /** Another thing that is wrong with it. */
  error: string | null;
  field: RefObject<HTMLInputElement | null>;
};

/** With a way to see what one types, which is better than typing it twice. */
export function PasswordField({ value, onValue, fresh, faulty, error, field }: Props) {
  const { account } = t.value;
  const [shown, setShown] = useState(false);
  // Spread below: Preact's types know one kind of field per element, and this one is two in turn.
  const kind = shown ? ({ type: "text" } as const) : ({ type: "password" } as const);
  return (
    <div class="field">
      <label for="password">{account.password}</label>
      <div class="password">
        <input
          ref={field}
          id="password"
          name="password"
          {...kind}
          autocomplete={fresh ? "new-password" : "current-password"}
          autocapitalize="off"
          spellcheck={false}
          required
          aria-invalid={faulty || error !== null}
          aria-describedby={fresh ? "password-rule password-error" : "password-error"}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        <button
          type="button"
          class="button"
          aria-pressed={shown}
          aria-label={account.showPassword}
          onClick={() => setShown(!shown)}
        >
          {shown ? account.hide : account.show}
        </button>
      </div>
      {fresh && (
        <output id="password-rule" class={faulty ? "error" : "hint"}>
          {rule(value.length)}
        </output>
      )}
      <p id="password-error" class="error">
        {error}
      </p>
    </div>
  );
}

/** Length in UTF-16 units, as the server counts it. */
export function passwordFits(password: string): boolean {
  return password.length >= PASSWORD_MIN && password.length <= PASSWORD_MAX;
}

function rule(length: number): string {
  const { account } = t.value;
  if (length === 0) return account.rule(PASSWORD_MIN);
  if (length < PASSWORD_MIN) return account.ruleLeft(PASSWORD_MIN, PASSWORD_MIN - length);
  return length > PASSWORD_MAX ? account.ruleTooLong(PASSWORD_MAX) : account.ruleMet;
}
