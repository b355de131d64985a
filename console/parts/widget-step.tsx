import { useState } from "preact/hooks";
import type { FirstDay } from "../../protocol/api.ts";
import { allowOrigin } from "../allow-origin.ts";
import type { Trouble } from "../api.ts";
import { isOwnMachine, snippet } from "../first-day.ts";
import { loadFirstDay } from "../first-day-store.ts";
import { dateAndTime } from "../format.ts";
import { dates, locale, t } from "../language.ts";
import { chosenSite } from "../site.ts";
import { CopyField } from "./copy-field.tsx";

/** The code to paste, and where it has been seen. A page that is not allowed yet can be allowed here. */
export function WidgetStep({ state, admin }: { state: FirstDay; admin: boolean }) {
  const { firstDay: words, errors } = t.value;
  const [added, setAdded] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  async function add(origin: string): Promise<void> {
    setBusy(true);
    setTrouble(null);
    const problem = await allowOrigin(state.site, origin);
    setBusy(false);
    setTrouble(problem);
    if (problem === null) setAdded(origin);
    await loadFirstDay();
  }

  return (
    <>
      {state.seen.length === 0 && <p class="muted">{words.unseen}</p>}
      <ul class="seen">
        {state.seen.map(({ origin, listed, at }) => (
          <li key={origin}>
            {listed ? (
              <>
                {words.seenOn(origin)}{" "}
                <span class="muted small">
                  {dateAndTime(at, dates.value)}
                  {isOwnMachine(origin) && ` · ${words.thisMachine}`}
                </span>
              </>
            ) : (
              <>
                {words.notListed(origin)}{" "}
                {admin ? (
                  <button type="button" class="button" disabled={busy} onClick={() => void add(origin)}>
                    {words.add(origin)}
                  </button>
                ) : (
                  <span class="muted">{words.adminAdds}</span>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      <output class="hint">{added !== null && words.added(added)}</output>
      {trouble && (
        <p class="error" role="alert">
          {errors[trouble]}
        </p>
      )}
      <CopyField
        id="snippet"
        label={words.snippetLabel}
        rows={4}
        text={snippet(location.origin, chosenSite.value, locale.value, words.snippetHelp)}
        hint={words.snippetText}
      />
    </>
  );
}
