import type { ComponentChildren } from "preact";
import { t } from "../language.ts";
import { webAddress } from "../visitor-facts.ts";

/** One line of a list of facts. `own`: the term is text from outside as well. */
export function Fact({ term, own = false, children }: { term: string; own?: boolean; children: ComponentChildren }) {
  return (
    <div>
      <dt>{own ? <bdi>{term}</bdi> : term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What a page or a token has said beside the known fields, in its own order. */
export function AttributeFacts({ attributes }: { attributes: Record<string, string> | undefined }) {
  return (
    <>
      {Object.entries(attributes ?? {}).map(([name, value]) => (
        <Fact key={name} term={name} own>
          <bdi class="text">{value}</bdi>
        </Fact>
      ))}
    </>
  );
}

/** The whole address is the link's text: an agent sees where it leads before the click. Nothing is told to that page. */
export function Address({ text }: { text: string }) {
  const href = webAddress(text);
  if (text === "") return <span class="muted">{t.value.details.unknown}</span>;
  if (href === null) return <bdi>{text}</bdi>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      <bdi>{text}</bdi>
    </a>
  );
}
