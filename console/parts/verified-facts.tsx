import type { Person } from "../../protocol/model.ts";
import { t } from "../language.ts";
import { AttributeFacts, Fact } from "./fact.tsx";

/** What the owner's site has signed. All else about a visitor is what page and browser say. */
export function VerifiedFacts({ person }: { person: Person }) {
  const { identity } = t.value;
  return (
    <section class="facts verified" aria-labelledby="verified-facts">
      <h3 id="verified-facts">
        <span aria-hidden="true">✓</span> {identity.verified}
      </h3>
      <dl>
        {person.name !== "" && (
          <Fact term={identity.name}>
            <bdi>{person.name}</bdi>
          </Fact>
        )}
        {person.email !== "" && (
          <Fact term={identity.email}>
            <bdi>{person.email}</bdi>
          </Fact>
        )}
        <Fact term={identity.id}>
          <bdi>{person.id}</bdi>
        </Fact>
        <AttributeFacts attributes={person.attributes} />
      </dl>
    </section>
  );
}
