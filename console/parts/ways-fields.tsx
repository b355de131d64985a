import type { Way } from "../../protocol/settings.ts";
import { t } from "../language.ts";
import { moved, NEW_WAY, WAYS_MAX } from "../site-form.ts";
import { LocalizedFields } from "./localized-fields.tsx";

type Props = { ways: readonly Way[]; fault: string | null; onChange: (ways: Way[]) => void };

/** The owner's other ways, in the order in which visitors see them. */
export function WaysFields({ ways, fault, onChange }: Props) {
  const { settings: words } = t.value;
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{words.ways}</h2>
      <p class="muted">{words.waysText}</p>
      {ways.length === 0 && <p class="muted">{words.noWays}</p>}
      <ol class="ways">
        {ways.map((way, i) => (
          <li key={i}>
            <WayFields
              way={way}
              at={i}
              last={i === ways.length - 1}
              fault={fault}
              onChange={(next) => onChange(ways.map((w, at) => (at === i ? next : w)))}
              onMove={(to) => onChange(moved(ways, i, to))}
              onRemove={() => onChange(ways.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ol>
      {ways.length < WAYS_MAX && (
        <button type="button" class="button" onClick={() => onChange([...ways, NEW_WAY])}>
          {words.addWay}
        </button>
      )}
    </section>
  );
}

type WayProps = {
  way: Way;
  at: number;
  last: boolean;
  fault: string | null;
  onChange: (way: Way) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
};

const KINDS = ["phone", "mail", "link"] as const;
const INPUT_MODES = { phone: "tel", mail: "email", link: "url" } as const;

function WayFields({ way, at, last, fault, onChange, onMove, onRemove }: WayProps) {
  const { settings: words } = t.value;
  const id = `ways.${at}`;
  const name = way.value === "" ? words.way(at + 1) : way.value;
  const faulty = fault === `${id}.value`;
  return (
    <fieldset class="way">
      <legend>{words.way(at + 1)}</legend>
      <div class="localized">
        <div class="field">
          <label for={`${id}.kind`}>{words.kind}</label>
          <select
            id={`${id}.kind`}
            value={way.kind}
            onChange={(event) => {
              const kind = KINDS.find((k) => k === event.currentTarget.value);
              if (kind) onChange({ ...way, kind });
            }}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {words.kinds[kind]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={`${id}.value`}>{words.values[way.kind]}</label>
          <input
            id={`${id}.value`}
            inputMode={INPUT_MODES[way.kind]}
            autocapitalize="off"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={faulty}
            aria-describedby={`${id}.value.error`}
            value={way.value}
            onInput={(event) => onChange({ ...way, value: event.currentTarget.value })}
          />
          <p id={`${id}.value.error`} class="error">
            {faulty && words.faults[way.kind]}
          </p>
        </div>
      </div>
      <LocalizedFields
        id={`${id}.label`}
        label={words.label}
        hint={words.labelHint}
        value={way.label}
        fault={fault}
        error={words.faults.short}
        onChange={(label) => onChange({ ...way, label })}
      />
      <LocalizedFields
        id={`${id}.hours`}
        label={words.wayHours}
        value={way.hours}
        fault={fault}
        error={words.faults.short}
        onChange={(hours) => onChange({ ...way, hours })}
      />
      <div class="row">
        <button
          type="button"
          class="button quiet"
          disabled={at === 0}
          aria-label={words.up(name)}
          onClick={() => onMove(at - 1)}
        >
          ↑
        </button>
        <button
          type="button"
          class="button quiet"
          disabled={last}
          aria-label={words.down(name)}
          onClick={() => onMove(at + 1)}
        >
          ↓
        </button>
        <button type="button" class="button quiet" aria-label={words.removeNamed(name)} onClick={onRemove}>
          {words.remove}
        </button>
      </div>
    </fieldset>
  );
}
