import { t } from "../language.ts";
import type { Verbs } from "../ticket-rules.ts";
import type { Actions } from "./use-ticket-actions.ts";

/** In place of the reply field for whoever does not have the ticket: the visitor must not hear two people at once. */
export function TakeOverToReply({ verbs, actions, draft }: { verbs: Verbs; actions: Actions; draft: boolean }) {
  const { composer, ticket } = t.value;
  if (verbs.owner.kind === "none") return <p class="muted take-over-to-reply">{composer.noTicket}</p>;
  return (
    <div class="take-over-to-reply">
      <p class="muted">
        {composer.takeOverToReply} {draft && composer.draftKept}
      </p>
      {verbs.owner.kind === "free" && !actions.rival && (
        <button type="button" class="button" disabled={actions.busy} onClick={actions.takeOver}>
          {ticket.takeOver}
        </button>
      )}
    </div>
  );
}
