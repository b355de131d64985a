/** What a visitor does once, and what the bot's next message has in it, or that a person gets it. `view`: names the picture. */
type Turn = { view: string } & ({ says: string } | { presses: string }) & ({ shows: string } | { toHuman: true });

/** One visitor's turns, in one conversation. */
export type Visit = readonly Turn[];
