/*
 * Many named due times on the one alarm of an object. Pure: the object asks for the next due time and sets its alarm.
 */

/** Inbox upserts of one ticket come at most this often. */
export const SYNC_EVERY_MS = 1_000;
const RETRY_MAX_MS = 60_000;

export type Schedule = {
  /** When the Inbox must hear of this conversation at the latest; null: it knows everything. */
  sync: number | null;
};

export function nextDue(schedule: Schedule): number | null {
  const times = Object.values(schedule).filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}

/** 1 s, 2 s, 4 s … 60 s: I7 asks for the inbox within 60 s under faults. */
export function retryDelay(failures: number): number {
  return Math.min(RETRY_MAX_MS, SYNC_EVERY_MS * 2 ** failures);
}

/** An alarm is a row: it is set only if none is set at or before the time. */
export function mustSet(present: number | null, due: number | null): boolean {
  return due !== null && (present === null || present > due);
}
