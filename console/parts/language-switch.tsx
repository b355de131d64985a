import { LOCALES } from "../../protocol/model.ts";
import { locale, setLocale, t } from "../language.ts";

const NAMES = { en: "English", ru: "Русский" } as const;

/** Each language is named in itself: who can not read the present one finds their own. */
export function LanguageSwitch() {
  return (
    <fieldset class="languages" aria-label={t.value.header.language}>
      {LOCALES.map((l) => (
        <button
          key={l}
          type="button"
          lang={l}
          class="button quiet"
          aria-label={`${l.toUpperCase()}, ${NAMES[l]}`}
          aria-pressed={locale.value === l}
          onClick={() => setLocale(l)}
        >
          {l.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
