import { useRef, useState } from "preact/hooks";
import type { InvitationResponse } from "../../protocol/api.ts";
import { api, type Trouble } from "../api.ts";
import { dateAndTime } from "../format.ts";
import { dates, t } from "../language.ts";
import { sessionEnded } from "../session.ts";

/** Makes a link for one colleague. It lives in this component only: leaving the page forgets it. */
export function Invitation() {
  const { team, common, errors } = t.value;
  const [invitation, setInvitation] = useState<InvitationResponse | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function invite(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    setCopied(false);
    const answer = await api.invite();
    setBusy(false);
    if (answer.kind === "ok") setInvitation(answer.value);
    else if (answer.code === "unauthorized") sessionEnded();
    else setTrouble(answer.code);
  }

  async function copy(): Promise<void> {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(field.current?.value ?? "");
      setCopied(true);
    } catch {
      // The browser or its owner forbids it: the link is selected, Ctrl+C does the rest.
    }
  }

  return (
    <section class="invitation" aria-labelledby="invite">
      <h2 id="invite">{team.invite}</h2>
      <p class="muted">{team.inviteText}</p>
      <button type="button" class="button primary" disabled={busy} onClick={() => void invite()}>
        {team.invite}
      </button>
      {trouble && (
        <p class="error" role="alert">
          {errors[trouble]}
        </p>
      )}
      {invitation && (
        <div class="field">
          <label for="invitation-link">{team.link}</label>
          <div class="password">
            <input
              ref={field}
              id="invitation-link"
              readOnly
              aria-describedby="invitation-hint"
              value={`${location.origin}/console/join#${invitation.secret}`}
              onFocus={(event) => event.currentTarget.select()}
            />
            <button type="button" class="button" onClick={() => void copy()}>
              {common.copy}
            </button>
          </div>
          <p id="invitation-hint" class="hint">
            {team.once(dateAndTime(invitation.expiresAt, dates.value))}
          </p>
          <output class="hint">{copied && common.copied}</output>
        </div>
      )}
    </section>
  );
}
