import type { Consent } from "../../protocol/model.ts";
import { dateAndTime } from "../format.ts";
import { dates, t } from "../language.ts";
import { Fact } from "./fact.tsx";

/** To what the visitor has agreed, when, and to which version of it. The text is the owner's as it was then. */
export function ConsentFact({ consent }: { consent: Consent }) {
  const { privacy } = t.value;
  return (
    <Fact term={privacy.consentGiven}>
      <span class="block">{privacy.consentGivenAt(dateAndTime(consent.at, dates.value))}</span>
      <span class="muted small block">{privacy.consentVersionIs(consent.version)}</span>
      <details class="consent-text">
        <summary>{privacy.showText}</summary>
        <p class="text" dir="auto">
          {consent.text}
        </p>
      </details>
    </Fact>
  );
}
