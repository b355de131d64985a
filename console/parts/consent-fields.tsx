import { useState } from "preact/hooks";
import { LOCALES, type Locale } from "../../protocol/model.ts";
import type { Localized } from "../../protocol/settings.ts";
import { locale, t } from "../language.ts";
import { siteName } from "../site.ts";
import { CopyField } from "./copy-field.tsx";
import { LocalizedFields } from "./localized-fields.tsx";
import { TextWithLinks } from "./text-with-links.tsx";

type Props = { consent: Localized; fault: string | null; onChange: (consent: Localized) => void };

/** What visitors agree to before their first message, and how they will see it. */
export function ConsentFields({ consent, fault, onChange }: Props) {
  const { privacy, settings } = t.value;
  /** The language that was typed in last is the one to look at. */
  const [shown, setShown] = useState<Locale>(locale.value);
  return (
    <section aria-labelledby="consent">
      <h2 id="consent">{privacy.consentTitle}</h2>
      <p class="muted">{privacy.consentText}</p>
      <p class="muted">{privacy.consentOff}</p>
      <LocalizedFields
        id="consent"
        label={privacy.consent}
        hint={privacy.consentHint}
        rows={4}
        value={consent}
        fault={fault}
        error={settings.faults.consent}
        onChange={(next) => {
          setShown(LOCALES.find((l) => next[l] !== consent[l]) ?? shown);
          onChange(next);
        }}
      />
      <p class="hint">{privacy.consentVersion}</p>
      <h3>
        {privacy.preview} <span class="muted">{settings.inLanguage[shown]}</span>
      </h3>
      <ConsentPreview text={consent[shown] || consent.en || privacy.previewOwn} lang={shown} />
      <p class="hint">{privacy.previewNot}</p>
      <CopyField
        id="consent-tag"
        label={privacy.consentTag}
        text={`<support-widget server="${location.origin}" site="${siteName.value}" consent="ask">`}
      />
    </section>
  );
}

/** A picture of the question: there is nothing to tick and to send in it. */
function ConsentPreview({ text, lang }: { text: string; lang: Locale }) {
  const { privacy } = t.value;
  return (
    <div class="consent-preview">
      <p class="consent-title">{privacy.previewTitle}</p>
      <div lang={lang}>
        <TextWithLinks text={text.replaceAll("{site}", () => siteName.value)} />
      </div>
      <p class="consent-agree" aria-hidden="true">
        <span class="consent-box" /> {privacy.previewAgree}
      </p>
      <span class="consent-send" aria-hidden="true">
        {privacy.previewSend}
      </span>
    </div>
  );
}
