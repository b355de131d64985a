/** What must never happen, in the words of the table. */
export const FAULTS = {
  lost: "I1",
  doubled: "I2",
  gap: "I3",
  order: "I3",
  diverged: "I4",
  untruth: "I5",
  owner_conflict: "I6",
  bot_spoke: "I6",
  missing_ticket: "I7",
  late_ticket: "I7",
  stale_console: "I7",
  version_back: "I8",
  number_conflict: "I8",
  foreign: "I10",
  unrest: "I11",
  crash: "I11",
} as const;
export type Fault = keyof typeof FAULTS;

/** A broken invariant, with what somebody needs to look it up in the history. */
export type Finding = { fault: Fault; conversation: string; what: string };
