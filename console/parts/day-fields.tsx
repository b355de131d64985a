import type { Hours, Period } from "../../protocol/settings.ts";
import { endFromField, endToField, PERIODS_MAX, withDay, withPeriod } from "../hours-week.ts";
import { t } from "../language.ts";

type Props = { name: string; day: number; hours: Hours; faulty: boolean; onChange: (hours: Hours) => void };

/** One day of the week: no period (closed), or several. */
export function DayFields({ name, day, hours, faulty, onChange }: Props) {
  const { settings: words } = t.value;
  const periods = hours.week[day] ?? [];
  const set = (next: Period[]) => onChange(withDay(hours, day, next));
  const change = (at: number, part: Partial<Period>) => set(periods.map((p, i) => (i === at ? { ...p, ...part } : p)));
  const error = `day-${day}-error`;
  return (
    <fieldset class="day-hours">
      <legend>{name}</legend>
      <div class="periods">
        {periods.length === 0 && <span class="muted closed">{words.closed}</span>}
        {periods.map((period, i) => (
          <div key={i} class="period">
            <input
              type="time"
              aria-label={words.from(name, i + 1)}
              aria-invalid={faulty}
              aria-describedby={error}
              value={period.from}
              onInput={(event) => change(i, { from: event.currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              type="time"
              aria-label={words.to(name, i + 1)}
              aria-invalid={faulty}
              aria-describedby={error}
              value={endToField(period.to)}
              onInput={(event) => change(i, { to: endFromField(event.currentTarget.value) })}
            />
            <button
              type="button"
              class="button quiet"
              aria-label={words.removePeriod(name, i + 1)}
              onClick={() => set(periods.filter((_, at) => at !== i))}
            >
              ✕
            </button>
          </div>
        ))}
        {periods.length < PERIODS_MAX && (
          <button
            type="button"
            class="button quiet"
            aria-label={words.addPeriodTo(name)}
            onClick={() => set(withPeriod(periods))}
          >
            <span aria-hidden="true">+ </span>
            {words.addPeriod}
          </button>
        )}
      </div>
      <p id={error} class="error">
        {faulty && words.faults.week}
      </p>
    </fieldset>
  );
}
