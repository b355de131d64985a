import { useEffect, useRef } from "preact/hooks";
import { t } from "../language.ts";
import type { Verbs } from "../ticket-rules.ts";
import type { Actions, Rival } from "./use-ticket-actions.ts";

/** Who has it, and what one can do. */
export function TicketActions({ verbs, actions }: { verbs: Verbs; actions: Actions }) {
  const { ticket: words, errors, inbox } = t.value;
  const { owner } = verbs;
  return (
    <div class="actions">
      <div class="row">
        <span class="owner">
          {owner.kind === "mine" && words.youHave}
          {owner.kind === "theirs" && words.has(owner.name)}
          {owner.kind === "free" && !actions.rival && `${inbox.assignee} ${inbox.nobody}`}
        </span>
        {owner.kind === "free" && !actions.rival && (
          <button type="button" class="button primary" disabled={actions.busy} onClick={actions.takeOver}>
            {words.takeOver}
          </button>
        )}
        {owner.kind === "theirs" && !actions.rival && (
          <button type="button" class="button" disabled={actions.busy} onClick={actions.takeOver}>
            {words.takeOver}…
          </button>
        )}
        {verbs.returnToBot && (
          <button type="button" class="button" disabled={actions.busy} onClick={actions.returnToBot}>
            {words.returnToBot}
          </button>
        )}
        {verbs.resolve && (
          <button type="button" class="button primary" disabled={actions.busy} onClick={actions.resolve}>
            {words.resolve}
          </button>
        )}
      </div>
      {actions.rival && <ConfirmTakeOver rival={actions.rival} actions={actions} />}
      {actions.refused && (
        <p class="error" role="alert">
          {/* Refused as taken without an owner: whoever had it has given it back meanwhile. */}
          {actions.refused === "taken" ? words.nobodyHasNow : errors[actions.refused]}
        </p>
      )}
    </div>
  );
}

function ConfirmTakeOver({ rival, actions }: { rival: Rival; actions: Actions }) {
  const { ticket: words } = t.value;
  const leave = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone. The harmless answer gets the focus: Enter must not take a colleague's work.
  useEffect(() => leave.current?.focus(), []);
  return (
    <div class="confirm" role="alert">
      <p>{rival.lost ? words.alreadyHas(rival.name) : words.takeOverFromQuestion(rival.name)}</p>
      <div class="row">
        <button type="button" class="button" ref={leave} onClick={actions.leaveToRival}>
          {words.leave}
        </button>
        <button type="button" class="button danger" disabled={actions.busy} onClick={actions.takeOverFromRival}>
          {words.takeOverFrom(rival.name)}
        </button>
      </div>
    </div>
  );
}
