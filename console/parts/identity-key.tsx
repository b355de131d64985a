import { useCallback, useEffect, useState } from "preact/hooks";
import type { IdentityKeyResponse, IdentityKeyState } from "../../protocol/api.ts";
import { api, type Trouble } from "../api.ts";
import { signedTag } from "../first-day.ts";
import { dateAndTime } from "../format.ts";
import { dates, locale, t } from "../language.ts";
import { helpCentre } from "../paths.ts";
import { sessionEnded } from "../session.ts";
import { siteName } from "../site.ts";
import { CopyField } from "./copy-field.tsx";
import { LoadTrouble } from "./load-trouble.tsx";
import { NewKeyQuestion } from "./new-key-question.tsx";
import { PublicKey } from "./public-key.tsx";
import { useLoaded } from "./use-loaded.ts";

/** The key of signed visitors. A new one lives in this component only: leaving the page forgets it. */
export function IdentityKey({ site, onKnown }: { site: string; onKnown: (hasKey: boolean) => void }) {
  const { identity, privacy, errors } = t.value;
  const loaded = useLoaded(useCallback(() => api.identityKey(site), [site]));
  const [made, setMade] = useState<IdentityKeyResponse | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  /** One more key ends an older one: that is asked first. */
  const [asking, setAsking] = useState(false);
  /** The newest that the server has said. */
  const [changed, setChanged] = useState<IdentityKeyState | null>(null);
  const createdAt = made?.createdAt ?? loaded.value?.createdAt ?? null;
  const publicKey = (changed ?? loaded.value)?.publicKey ?? null;
  const known = loaded.value !== null;
  const hasKey = createdAt !== null || publicKey !== null;
  useEffect(() => {
    if (known) onKnown(hasKey);
  }, [known, hasKey, onKnown]);

  async function make(): Promise<void> {
    setBusy(true);
    setTrouble(null);
    const answer = await api.newIdentityKey(site);
    setBusy(false);
    if (answer.kind === "ok") {
      setMade(answer.value);
      setAsking(false);
    } else if (answer.code === "unauthorized") sessionEnded();
    else setTrouble(answer.code);
  }

  return (
    <section class="identity" aria-labelledby="identity">
      <h2 id="identity">{identity.title}</h2>
      <p class="muted">{identity.text}</p>
      <p>
        <a href={helpCentre(locale.value, "widget/signed-visitors")} target="_blank" rel="noopener">
          {identity.help}
        </a>
      </p>
      <LoadTrouble {...loaded} />
      {loaded.value && (
        <>
          <p>
            {createdAt !== null
              ? !made && identity.since(dateAndTime(createdAt, dates.value))
              : hasKey
                ? identity.noneHere
                : identity.none}
          </p>
          {made && <CopyField id="identity-key" label={identity.key} text={made.key} hint={identity.once} focused />}
          {/* Empty while it is asked, so that the next key is read out as well. */}
          <output class="hint">{made && !asking && identity.made}</output>
          {hasKey && <p>{identity.audience(siteName.value)}</p>}
          <button
            type="button"
            class="button"
            aria-haspopup={createdAt === null ? undefined : "dialog"}
            disabled={busy && !asking}
            onClick={() => {
              setTrouble(null);
              if (createdAt === null) void make();
              else setAsking(true);
            }}
          >
            {busy && !asking ? identity.making : createdAt === null ? identity.make : identity.makeNew}
          </button>
          {createdAt !== null && <p class="hint">{identity.newHint}</p>}
          {trouble && !asking && (
            <p class="error" role="alert">
              {errors[trouble]}
            </p>
          )}
          <PublicKey site={site} publicKey={publicKey} onSaved={setChanged} />
          {hasKey && (
            <CopyField
              id="signed-tag"
              label={privacy.tag}
              rows={3}
              text={signedTag(location.origin, siteName.value)}
              hint={privacy.tagHint}
            />
          )}
          {asking && (
            <NewKeyQuestion busy={busy} trouble={trouble} onClose={() => setAsking(false)} onMake={() => void make()} />
          )}
        </>
      )}
    </section>
  );
}
