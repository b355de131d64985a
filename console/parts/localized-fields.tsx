import { LOCALES } from "../../protocol/model.ts";
import type { Localized } from "../../protocol/settings.ts";
import { t } from "../language.ts";

type Props = {
  /** Path of the value in the settings, `ways.0.label`; the fields' names and faults are made of it. */
  id: string;
  label: string;
  hint?: string;
  /** Lines of a longer text; absent: one line. */
  rows?: number;
  value: Localized;
  /** Path of the field that the server found faulty. */
  fault: string | null;
  error: string;
  onChange: (value: Localized) => void;
};

/** A short text of the owner's in each language. */
export function LocalizedFields({ id, label, hint, rows, value, fault, error, onChange }: Props) {
  const { settings } = t.value;
  return (
    <div class="localized">
      {LOCALES.map((l) => {
        const faulty = fault === `${id}.${l}`;
        const field = {
          id: `${id}.${l}`,
          lang: l,
          dir: "auto",
          "aria-invalid": faulty,
          "aria-describedby": `${id}.${l}.error`,
          value: value[l],
        } as const;
        const typed = (text: string) => onChange({ ...value, [l]: text });
        return (
          <div key={l} class="field">
            <label for={`${id}.${l}`}>
              {label} <span class="muted">{settings.inLanguage[l]}</span>
            </label>
            {rows === undefined ? (
              <input {...field} autocomplete="off" onInput={(event) => typed(event.currentTarget.value)} />
            ) : (
              <textarea {...field} rows={rows} onInput={(event) => typed(event.currentTarget.value)} />
            )}
            <p id={`${id}.${l}.error`} class={faulty ? "error" : "hint"}>
              {faulty ? error : hint}
            </p>
          </div>
        );
      })}
    </div>
  );
}
