import type { VisitorContext } from "../../protocol/model.ts";
import { now } from "../clock.ts";
import { timeInZone } from "../format.ts";
import { dates, t } from "../language.ts";
import { browserName } from "../visitor-facts.ts";
import { Address, AttributeFacts, Fact } from "./fact.tsx";

/** What the page and the browser say of a visitor: anybody can make it say anything, and it is shown as such. */
export function UnverifiedFacts({ context }: { context: VisitorContext }) {
  const { details, privacy, languages } = t.value;
  const localTime = timeInZone(now.value, context.timeZone, dates.value);
  const browser = browserName(context.browser);
  const said = Object.keys(context.attributes ?? {}).length > 0;
  return (
    <section class="facts unverified" aria-labelledby="unverified-facts">
      <h3 id="unverified-facts">
        <span aria-hidden="true">?</span> {privacy.unverified}
      </h3>
      <p class="small">{privacy.unverifiedText}</p>
      {said && (
        <>
          <h4>{privacy.fromPage}</h4>
          <dl>
            <AttributeFacts attributes={context.attributes} />
          </dl>
        </>
      )}
      <dl>
        <Fact term={details.page}>
          {context.pageTitle !== "" && <bdi class="block">{context.pageTitle}</bdi>}
          <Address text={context.pageUrl} />
        </Fact>
        {context.referrer !== "" && (
          <Fact term={details.referrer}>
            <Address text={context.referrer} />
          </Fact>
        )}
        <Fact term={details.language}>{languages[context.locale]}</Fact>
        <Fact term={details.timeZone}>
          {context.timeZone === "" ? details.unknown : <bdi class="block">{context.timeZone}</bdi>}
          {localTime !== null && <span class="muted">{details.localTime(localTime)}</span>}
        </Fact>
        <Fact term={details.browser}>
          {browser !== null && <span class="block">{browser}</span>}
          <bdi class="muted small">{context.browser || details.unknown}</bdi>
        </Fact>
      </dl>
    </section>
  );
}
