/*
 * Many named due times on the one alarm of an object. Pure: the object says what it wants and when, and sets its alarm.
 */

/** By name, ms since 1970 UTC; null: nothing to do. */
export type DueTimes<Name extends string> = Readonly<Record<Name, number | null>>;

/** Inbox upserts of one ticket come at most this often, and no alarm is set sooner than this from now. */
export const SYNC_EVERY_MS = 1_000;
const RETRY_MAX_MS = 60_000;

/** 2 s, 4 s, 8 s … 60 s: I7 asks for the inbox within 60 s under faults. */
export function retryDelay(failures: number): number {
  return Math.min(RETRY_MAX_MS, SYNC_EVERY_MS * 2 ** failures);
}

export function nextDue<Name extends string>(due: DueTimes<Name>): number | null {
  const times = Object.values<number | null>(due).filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}

/** An alarm is a row: it is set only if none is set at or before the time. */
export function mustSet(present: number | null, due: number | null): boolean {
  return due !== null && (present === null || present > due);
}

/** Puts off what has failed, each name for itself: one that always throws takes no turn from the others. */
export class Schedule<Name extends string> {
  readonly #failed = new Map<Name, { times: number; at: number }>();

  /** What is wanted, with the back-off of what has failed. */
  due(wanted: DueTimes<Name>, now: number): DueTimes<Name> {
    const due = { ...wanted } as Record<Name, number | null>;
    for (const [name, failure] of this.#failed) {
      // A clock that was set back would put it off by as much again: from now on it counts from when that was seen.
      failure.at = Math.min(failure.at, now);
      if (due[name] !== null) due[name] = Math.max(due[name], failure.at + retryDelay(failure.times));
    }
    return due;
  }

  /** Names whose time has come, longest due first. */
  overdue(wanted: DueTimes<Name>, now: number): Name[] {
    return (Object.entries(this.due(wanted, now)) as [Name, number | null][])
      .filter((entry): entry is [Name, number] => entry[1] !== null && entry[1] <= now)
      .sort(([, a], [, b]) => a - b)
      .map(([name]) => name);
  }

  isFailing(name: Name): boolean {
    return this.#failed.has(name);
  }

  done(name: Name): void {
    this.#failed.delete(name);
  }

  /** `times`: how many failures it counts for; what is overloaded is left alone for longer. */
  failed(name: Name, now: number, times: number): void {
    this.#failed.set(name, { times: (this.#failed.get(name)?.times ?? 0) + times, at: now });
  }
}

/**
 * Does what is overdue. Never throws: after seven throws the platform drops an alarm for good. What comes too early (the clock was
 * set back), twice, or after somebody else has done it finds nothing due.
 */
export async function runDue<Name extends string>(
  schedule: Schedule<Name>,
  at: { wanted: () => DueTimes<Name>; now: () => number },
  work: Readonly<Record<Name, () => unknown>>,
  /** Returns how many failures it counts for. */
  failed: (name: Name, error: unknown) => number,
): Promise<void> {
  const run = async (name: Name) => {
    // What ran before it may have settled it.
    if (!schedule.overdue(at.wanted(), at.now()).includes(name)) return;
    try {
      await work[name]();
      schedule.done(name);
    } catch (error) {
      schedule.failed(name, at.now(), failed(name, error));
    }
  };
  // Side by side: one that waits for another object holds up nobody.
  await Promise.all(schedule.overdue(at.wanted(), at.now()).map(run));
}
