import { Fragment } from "preact";
import type { Correction, Explanation, GuidedPath } from "../../protocol/model.ts";
import { share } from "../format.ts";
import { dates, t } from "../language.ts";
import { deedOf } from "../why-model.ts";

/** Why the bot did what it did: one sentence, and the rest folded away until somebody asks. */
export function ExplanationView({ explanation, open = false }: { explanation: Explanation; open?: boolean }) {
  const { why, decisions, reasons } = t.value;
  const { decision, reason, confidence, answerThreshold, clarifyThreshold, terms, unknownTerms, path } = explanation;
  const as = (value: number) => share(value, dates.value);
  const corrections = explanation.corrections ?? [];
  // A greeting and a pressed button need no search, and nothing is worse to read than a list of "none".
  const lookedUp = terms.length + unknownTerms.length + explanation.hits.length > 0;
  return (
    <details class="why" open={open}>
      <summary>
        {why.title} <span class="because">{why.sentence(deedOf(explanation))}</span>
      </summary>
      <dl>
        {path && path.steps.length > 0 && (
          <>
            <dt>{why.path}</dt>
            <dd>
              <Path path={path} />
            </dd>
          </>
        )}
        {corrections.length > 0 && (
          <>
            <dt>{why.corrections}</dt>
            <dd>
              <Corrections corrections={corrections} />
            </dd>
          </>
        )}
        {lookedUp && (
          <>
            <dt>{why.terms}</dt>
            <dd>
              <bdi>{terms.join(", ") || why.none}</bdi>
            </dd>
            <dt>{why.unknownTerms}</dt>
            <dd>
              <bdi>{unknownTerms.join(", ") || why.none}</bdi>
            </dd>
          </>
        )}
        <dt>{why.decision}</dt>
        <dd>
          {decisions[decision]}
          {reason && `: ${reasons[reason]}`}
        </dd>
        {lookedUp && (
          <>
            <dt>{why.confidence}</dt>
            <dd>{as(confidence)}</dd>
            <dt>{why.thresholds}</dt>
            <dd>{why.thresholdsValue(as(answerThreshold), as(clarifyThreshold))}</dd>
          </>
        )}
        <dt>{why.kbVersion}</dt>
        <dd>{explanation.kbVersion === null ? why.noKb : <code>{explanation.kbVersion}</code>}</dd>
      </dl>
      <Candidates hits={explanation.hits} />
    </details>
  );
}

/** The way through the article's questions; what was answered counts, so it stands out. */
function Path({ path }: { path: GuidedPath }) {
  return (
    <ol>
      {path.steps.map(({ asked, answered }, i) => (
        <li key={i}>
          <bdi>{asked}</bdi> → <strong dir="auto">{answered}</strong>
        </li>
      ))}
    </ol>
  );
}

function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  const { correctionKinds } = t.value.why;
  return (
    <ul>
      {corrections.map(({ from, to, kind }, i) => (
        <li key={i}>
          <bdi>{from}</bdi> → <bdi>{to}</bdi> ({correctionKinds[kind]})
        </li>
      ))}
    </ul>
  );
}

/** The articles in question. The id, and where a score comes from, have a line of their own: as columns they would not fit a phone. */
function Candidates({ hits }: Pick<Explanation, "hits">) {
  const { why } = t.value;
  if (hits.length === 0) return null;
  const as = (value: number) => share(value, dates.value);
  return (
    <table>
      <caption>{why.hits}</caption>
      <thead>
        <tr>
          <th scope="col">{why.article}</th>
          <th scope="col">{why.score}</th>
          <th scope="col">{why.confidence}</th>
        </tr>
      </thead>
      <tbody>
        {hits.map(({ id, title, shares, ...hit }) => (
          <Fragment key={id}>
            <tr>
              <td>
                <bdi>{title}</bdi>
              </td>
              <td>{as(hit.score)}</td>
              <td>{as(hit.confidence)}</td>
            </tr>
            <tr class="more">
              <td colSpan={3}>
                <code>{id}</code>
                {shares && (
                  <span>
                    {why.learned} {as(shares.learned)} + {why.likeness} {as(shares.likeness)} + {why.wordMatch}{" "}
                    {as(shares.terms)}
                  </span>
                )}
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
