import { useEffect, useRef } from "preact/hooks";
import type { ConversationId } from "../../protocol/model.ts";
import { t } from "../language.ts";
import type { Verbs } from "../ticket-rules.ts";
import { Disclosure } from "./disclosure.tsx";
import { ResolveForm } from "./resolve-form.tsx";
import { ReturnLinkResult } from "./return-link.tsx";
import { useReturnLink } from "./use-return-link.ts";
import type { Actions, Rival } from "./use-ticket-actions.ts";

type Props = {
  id: ConversationId;
  verbs: Verbs;
  actions: Actions;
  /** The ticket has its number. */
  registered: boolean;
  /** null: this agent may not delete. */
  onErase: (() => void) | null;
};

/** Who has it, and what one can do. */
export function TicketActions({ id, verbs, actions, registered, onErase }: Props) {
  const { ticket: words, errors, inbox, erasure } = t.value;
  const { owner } = verbs;
  const link = useReturnLink(id);
  const asking = actions.rival !== null || actions.resolving;
  return (
    <div class="actions">
      <div class="row">
        <span class="owner">
          {owner.kind === "mine" && words.youHave}
          {owner.kind === "theirs" && words.has(owner.name)}
          {owner.kind === "free" && !actions.rival && `${inbox.assignee} ${inbox.nobody}`}
        </span>
        {owner.kind === "free" && !asking && (
          <button type="button" class="button primary" disabled={actions.busy} onClick={actions.takeOver}>
            {words.takeOver}
          </button>
        )}
        {owner.kind === "theirs" && !asking && (
          <button type="button" class="button" disabled={actions.busy} onClick={actions.takeOver}>
            {words.takeOver}…
          </button>
        )}
        {verbs.returnToBot && !asking && (
          <button type="button" class="button" disabled={actions.busy} onClick={actions.returnToBot}>
            {words.returnToBot}
          </button>
        )}
        {verbs.resolve && !asking && (
          <button type="button" class="button primary" disabled={actions.busy} onClick={actions.askSummary}>
            {words.resolve}
          </button>
        )}
        {(registered || onErase) && (
          <Disclosure id="ticket-menu" label="⋯" name={words.more} class="ticket-menu">
            {(close) => (
              <>
                {registered && (
                  <>
                    <MenuButton label={words.copyLink} act={link.copy} close={close} />
                    <MenuButton label={words.revokeLink} act={link.revoke} close={close} />
                  </>
                )}
                {onErase && <MenuButton label={erasure.delete} act={onErase} close={close} danger />}
              </>
            )}
          </Disclosure>
        )}
      </div>
      {actions.resolving && (
        <ResolveForm busy={actions.busy} onResolve={actions.resolve} onCancel={actions.leaveUnresolved} />
      )}
      {actions.rival && <ConfirmTakeOver rival={actions.rival} actions={actions} />}
      <ReturnLinkResult state={link.state} />
      {actions.refused && (
        <p class="error" role="alert">
          {/* Refused as taken without an owner: whoever had it has given it back meanwhile. */}
          {actions.refused === "taken" ? words.nobodyHasNow : errors[actions.refused]}
        </p>
      )}
    </div>
  );
}

type MenuProps = { label: string; act: () => void; close: () => void; danger?: boolean };

function MenuButton({ label, act, close, danger = false }: MenuProps) {
  return (
    <button
      type="button"
      class={danger ? "button quiet erase" : "button quiet"}
      onClick={() => {
        close();
        act();
      }}
    >
      {label}
    </button>
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
