import { FILE_MAX_BYTES } from "../../protocol/limits.ts";
import type { SiteSettings } from "../../protocol/settings.ts";
import { fileLimit } from "../file-limits.ts";
import { fileSize } from "../format.ts";
import { dates, t } from "../language.ts";

type Props = {
  site: string;
  typed: SiteSettings;
  saved: SiteSettings;
  /** Somebody can be signed; null: not known (yet). */
  hasKey: boolean | null;
  onChange: (change: Partial<SiteSettings>) => void;
};

/** Who may write to the desk, and with what. */
export function AccessFields({ site, typed, saved, hasKey, onChange }: Props) {
  const { privacy } = t.value;
  const { identityRequired, attachments } = typed;
  const limit = fileLimit(site) ?? FILE_MAX_BYTES;
  return (
    <section aria-labelledby="access">
      <h2 id="access">{privacy.accessTitle}</h2>
      <Choice
        id="identity-required"
        label={privacy.identityRequired}
        hint={privacy.identityRequiredText}
        checked={identityRequired}
        onChange={(on) => onChange({ identityRequired: on })}
      />
      {/* Always in the page, so that a screen reader hears it come. */}
      <output class={identityRequired && (hasKey === false || !saved.identityRequired) ? "banner" : "banner none"}>
        {identityRequired && hasKey === false && <p>{privacy.identityRequiredNoKey}</p>}
        {identityRequired && !saved.identityRequired && <p>{privacy.identityRequiredWarning}</p>}
      </output>
      <Choice
        id="attachments"
        label={privacy.attachments}
        hint={privacy.attachmentsText(fileSize(limit, dates.value))}
        checked={attachments}
        onChange={(on) => onChange({ attachments: on })}
      />
    </section>
  );
}

type ChoiceProps = { id: string; label: string; hint: string; checked: boolean; onChange: (on: boolean) => void };

function Choice({ id, label, hint, checked, onChange }: ChoiceProps) {
  return (
    <div class="choice">
      <label class="check">
        <input
          type="checkbox"
          id={id}
          checked={checked}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
    </div>
  );
}
