import type { Hours } from "../../protocol/settings.ts";
import { instantOf, isoDate, wallClock, weekday } from "./zone.ts";

/** How far ahead an opening is looked for: who is away for longer should not promise a day. */
const AHEAD_DAYS = 60;
/** Open without a break for a week: nobody needs to know until when. */
const AROUND_THE_CLOCK_MS = 7 * 24 * 3_600_000;

export type Attendance =
  /** `until`: when agents leave; null: not within a week. */
  | { open: true; until: number | null }
  /** `next`: when agents are there again; null: not within 60 days. */
  | { open: false; next: number | null };

/** Whether agents are there at `now`. Throws RangeError for a time zone that this runtime does not know. */
export function attendance(hours: Hours, now: number): Attendance {
  let until: number | null = null;
  for (const { from, to } of periods(hours, now)) {
    if (to <= now || to <= from) continue;
    if (until === null) {
      if (from > now) return { open: false, next: from };
      until = to;
    } else {
      // Over midnight is two periods: the second goes on where the first ends.
      if (from > until) return { open: true, until };
      until = Math.max(until, to);
    }
    if (until - now > AROUND_THE_CLOCK_MS) return { open: true, until: null };
  }
  return until === null ? { open: false, next: null } : { open: true, until };
}

/** From today on, in order, as moments. */
function* periods({ timeZone, week, holidays }: Hours, now: number): Generator<{ from: number; to: number }> {
  const today = wallClock(now, timeZone).date;
  const free = new Set(holidays);
  for (let date = today; date <= today + AHEAD_DAYS; date++) {
    if (free.has(isoDate(date))) continue;
    for (const { from, to } of week[weekday(date)] ?? []) {
      yield {
        from: instantOf({ date, minute: minutes(from) }, timeZone),
        to: instantOf({ date, minute: minutes(to) }, timeZone),
      };
    }
  }
}

function minutes(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return hour * 60 + minute;
}
