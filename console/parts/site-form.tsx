import { useRef } from "preact/hooks";
import { t } from "../language.ts";
import { type SiteForm as Form, isDirty } from "../site-form.ts";
import { setSiteForm, type } from "../site-form-store.ts";
import { AccessFields } from "./access-fields.tsx";
import { ConsentFields } from "./consent-fields.tsx";
import { HoursFields } from "./hours-fields.tsx";
import { LocalizedFields } from "./localized-fields.tsx";
import { OriginsFields } from "./origins-fields.tsx";
import { useSaveSite } from "./use-save-site.ts";
import { WaysFields } from "./ways-fields.tsx";

type Props = { asked: string; form: Form; configured: readonly string[]; admin: boolean; hasKey: boolean | null };

/**
 * A site's settings. Agents see the same fields and can not change them. `asked`: the site as it is named in requests; `hasKey`: there is
 * a key with which visitors can be signed, null: not known.
 */
export function SiteForm({ asked, form, configured, admin, hasKey }: Props) {
  const { settings: words, errors } = t.value;
  const { typed } = form;
  const box = useRef<HTMLFormElement>(null);
  const { state, save, takeTheirs } = useSaveSite(asked, form, box);
  const dirty = isDirty(form);
  const fault = state.kind === "faulty" ? state.field : null;
  return (
    <form
      ref={box}
      novalidate
      class="site-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <fieldset disabled={!admin} class="plain">
        <OriginsFields
          origins={typed.origins}
          configured={configured}
          faulty={fault === "origins"}
          onChange={(origins) => type(asked, { origins })}
        />
        <section aria-labelledby="greeting">
          <h2 id="greeting">{words.greeting}</h2>
          <p class="muted">{words.greetingText}</p>
          <LocalizedFields
            id="greeting"
            label={words.greeting}
            value={typed.greeting}
            fault={fault}
            error={words.faults.greeting}
            onChange={(greeting) => type(asked, { greeting })}
          />
        </section>
        <HoursFields hours={typed.hours} fault={fault} onChange={(hours) => type(asked, { hours })} />
        <WaysFields ways={typed.ways} fault={fault} onChange={(ways) => type(asked, { ways })} />
        <AccessFields
          site={asked}
          typed={typed}
          saved={form.saved}
          hasKey={hasKey}
          onChange={(change) => type(asked, change)}
        />
        <ConsentFields consent={typed.consent} fault={fault} onChange={(consent) => type(asked, { consent })} />
      </fieldset>
      {admin && (
        <div class={dirty || state.kind !== "idle" ? "save-bar" : "save-bar quiet"}>
          {state.kind === "conflict" && (
            <div class="confirm" role="alert">
              <p>{words.conflict}</p>
              <div class="row">
                <button type="button" class="button" onClick={save}>
                  {words.keepMine}
                </button>
                <button type="button" class="button danger" onClick={takeTheirs}>
                  {words.takeTheirs}
                </button>
              </div>
            </div>
          )}
          {state.kind === "faulty" && (
            <p class="error" role="alert">
              {words.faulty} {state.field === null && state.message}
            </p>
          )}
          {state.kind === "failed" && (
            <p class="error" role="alert">
              {errors[state.code]}
            </p>
          )}
          {state.kind !== "conflict" && (
            <div class="row">
              <button type="submit" class="button primary" disabled={!dirty || state.kind === "saving"}>
                {state.kind === "saving" ? words.saving : words.save}
              </button>
              {dirty && (
                <button type="button" class="button" onClick={() => setSiteForm(asked, { ...form, typed: form.saved })}>
                  {words.undo}
                </button>
              )}
              <output class="muted">{dirty ? words.unsaved : state.kind === "saved" && words.saved}</output>
            </div>
          )}
        </div>
      )}
    </form>
  );
}
