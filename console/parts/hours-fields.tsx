import type { Hours } from "../../protocol/settings.ts";
import { mondayToFriday, usualHours } from "../hours-week.ts";
import { t } from "../language.ts";
import { ownTimeZone, timeZones } from "../time-zones.ts";
import { DayFields } from "./day-fields.tsx";
import { HolidayFields } from "./holiday-fields.tsx";
import { LocalizedFields } from "./localized-fields.tsx";

type Props = { hours: Hours | null; fault: string | null; onChange: (hours: Hours | null) => void };

export function HoursFields({ hours, fault, onChange }: Props) {
  const { settings: words } = t.value;
  return (
    <section aria-labelledby="hours">
      <h2 id="hours">{words.hours}</h2>
      <p class="muted">{words.hoursText}</p>
      <label class="check">
        <input
          type="checkbox"
          checked={hours !== null}
          onChange={(event) => onChange(event.currentTarget.checked ? usualHours(ownTimeZone()) : null)}
        />
        {words.hoursOn}
      </label>
      {hours === null ? <p class="muted">{words.noHours}</p> : <Week hours={hours} fault={fault} onChange={onChange} />}
    </section>
  );
}

function Week({ hours, fault, onChange }: Props & { hours: Hours }) {
  const { settings: words } = t.value;
  const zoneFaulty = fault === "hours.timeZone";
  return (
    <>
      <div class="field zone">
        <label for="time-zone">{words.timeZone}</label>
        <input
          id="time-zone"
          list="time-zones"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={zoneFaulty}
          aria-describedby="time-zone-hint"
          value={hours.timeZone}
          onInput={(event) => onChange({ ...hours, timeZone: event.currentTarget.value.trim() })}
        />
        <datalist id="time-zones">
          {timeZones().map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </datalist>
        <p id="time-zone-hint" class={zoneFaulty ? "error" : "hint"}>
          {zoneFaulty ? words.faults.timeZone : words.timeZoneHint}
        </p>
      </div>
      <LocalizedFields
        id="hours.zoneLabel"
        label={words.zoneLabel}
        hint={words.zoneLabelHint}
        value={hours.zoneLabel}
        fault={fault}
        error={words.faults.short}
        onChange={(zoneLabel) => onChange({ ...hours, zoneLabel })}
      />
      <div class="week">
        {words.days.map((name, day) => (
          <DayFields
            key={day}
            name={name}
            day={day}
            hours={hours}
            faulty={fault === `hours.week.${day}`}
            onChange={onChange}
          />
        ))}
      </div>
      <p class="hint">{words.midnight}</p>
      <button type="button" class="button" onClick={() => onChange(mondayToFriday(hours))}>
        {words.copyMonday}
      </button>
      <HolidayFields hours={hours} faulty={fault === "hours.holidays"} onChange={onChange} />
    </>
  );
}
