import type { Explanation } from "../../protocol/model.ts";
import { score, share } from "../format.ts";
import { dates, t } from "../language.ts";

/** Why the bot did what it did, folded away until somebody asks. */
export function ExplanationView({ explanation, open = false }: { explanation: Explanation; open?: boolean }) {
  const { why, decisions, reasons } = t.value;
  const { decision, reason, confidence, answerThreshold, clarifyThreshold, terms, unknownTerms, hits } = explanation;
  const as = (value: number) => share(value, dates.value);
  return (
    <details class="why" open={open}>
      <summary>{why.title}</summary>
      <dl>
        <dt>{why.decision}</dt>
        <dd>
          {decisions[decision]}
          {reason && `: ${reasons[reason]}`}
        </dd>
        <dt>{why.confidence}</dt>
        <dd>{as(confidence)}</dd>
        <dt>{why.thresholds}</dt>
        <dd>{why.thresholdsValue(as(answerThreshold), as(clarifyThreshold))}</dd>
        <dt>{why.terms}</dt>
        <dd>
          <bdi>{terms.join(", ") || why.none}</bdi>
        </dd>
        <dt>{why.unknownTerms}</dt>
        <dd>
          <bdi>{unknownTerms.join(", ") || why.none}</bdi>
        </dd>
        <dt>{why.kbVersion}</dt>
        <dd>{explanation.kbVersion === null ? why.noKb : <code>{explanation.kbVersion}</code>}</dd>
      </dl>
      {hits.length > 0 && (
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
            {hits.map((hit) => (
              <tr key={hit.id}>
                <td>
                  <bdi>{hit.title}</bdi> <code>{hit.id}</code>
                </td>
                <td>{score(hit.score, dates.value)}</td>
                <td>{as(hit.confidence)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
