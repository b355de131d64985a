import { useState } from "preact/hooks";
import type { Hours } from "../../protocol/settings.ts";
import { calendarDate } from "../format.ts";
import { withHoliday } from "../hours-week.ts";
import { dates, t } from "../language.ts";

type Props = { hours: Hours; faulty: boolean; onChange: (hours: Hours) => void };

export function HolidayFields({ hours, faulty, onChange }: Props) {
  const { settings: words } = t.value;
  const [date, setDate] = useState("");

  function add(): void {
    if (date !== "") onChange(withHoliday(hours, date));
    setDate("");
  }

  return (
    <>
      <h3>{words.holidays}</h3>
      <p class="muted">{words.holidaysText}</p>
      <ul class="values">
        {hours.holidays.map((holiday) => {
          const name = calendarDate(holiday, dates.value);
          return (
            <li key={holiday}>
              {name}
              <button
                type="button"
                class="button quiet"
                aria-label={words.removeNamed(name)}
                onClick={() => onChange({ ...hours, holidays: hours.holidays.filter((h) => h !== holiday) })}
              >
                {words.remove}
              </button>
            </li>
          );
        })}
      </ul>
      <div class="field">
        <label for="new-holiday">{words.newHoliday}</label>
        <div class="add-row">
          <input
            id="new-holiday"
            type="date"
            aria-invalid={faulty}
            aria-describedby="new-holiday-error"
            value={date}
            onInput={(event) => setDate(event.currentTarget.value)}
          />
          <button type="button" class="button" onClick={add}>
            {words.add}
          </button>
        </div>
        <p id="new-holiday-error" class="error">
          {faulty && words.faults.holidays}
        </p>
      </div>
    </>
  );
}
