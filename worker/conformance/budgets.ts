/**
 * What a conversation may cost, at most: the one table of it. cost.workerd.test.ts holds the product to it, and docs/cost.md must
 * show the same numbers (cost-table.test.ts).
 */
export type Budget = {
  /** As docs/cost.md calls it. */
  name: string;
  /** Rows written by all objects, settings and accounts apart. */
  rows: number;
  /** Rows of the index of words: a document at escalation and one when it is solved. */
  searchRows: number;
  /** Requests of Durable Objects as Cloudflare counts them: calls, upgrades and alarms whole, socket messages a twentieth. */
  objectRequests: number;
  /** Requests to the worker: upgrades and HTTP. */
  workerRequests: number;
  /** How often an object that sleeps is woken, when minutes pass between the messages of people. */
  wakeUps: number;
};

export const BUDGETS = {
  searchOnly: {
    name: "search and articles, no chat",
    rows: 0,
    searchRows: 0,
    objectRequests: 0,
    workerRequests: 8,
    wakeUps: 0,
  },
  botOnly: {
    name: "bot only: 4 questions, 4 answers",
    rows: 18,
    searchRows: 0,
    objectRequests: 8,
    workerRequests: 2,
    wakeUps: 11,
  },
  withPicture: {
    name: "the same with a picture of 100 kB before the last question",
    rows: 22,
    searchRows: 0,
    objectRequests: 12,
    workerRequests: 3,
    wakeUps: 14,
  },
  escalated: {
    name: "escalated: 8 messages, 5 bot answers, taken over, 4 agent messages, solved",
    rows: 65,
    searchRows: 16,
    objectRequests: 44,
    workerRequests: 3,
    wakeUps: 45,
  },
  escalatedLonger: {
    name: "the same with 8 agent messages",
    rows: 80,
    searchRows: 16,
    objectRequests: 56,
    workerRequests: 3,
    wakeUps: 57,
  },
  long: {
    name: "long: 100 messages of each side",
    rows: 850,
    searchRows: 16,
    objectRequests: 640,
    workerRequests: 3,
    wakeUps: 615,
  },
  botOnlyByHttp: {
    name: "bot only on the HTTP door, ten minutes open",
    rows: 18,
    searchRows: 0,
    objectRequests: 56,
    workerRequests: 34,
    wakeUps: 55,
  },
} as const satisfies Record<string, Budget>;

/** US dollars per million beyond what the paid plan holds; per day on the free one. Sources and date: docs/cost.md. */
export const PRICES = {
  rows: { perMillion: 1, freeADay: 100_000 },
  objectRequests: { perMillion: 0.15, freeADay: 100_000 },
  workerRequests: { perMillion: 0.3, freeADay: 100_000 },
} as const;

/** US dollars for 1 000 such conversations; what the paid plan includes not taken off. */
export function priceOfThousand(budget: Budget): number {
  return uses(budget).reduce((sum, [what, n]) => sum + (n * PRICES[what].perMillion) / 1_000, 0);
}

/** Such conversations that a day of the free plan holds; its narrowest limit decides. */
export function freeADay(budget: Budget): number {
  return Math.min(...uses(budget).map(([what, n]) => Math.floor(PRICES[what].freeADay / n)));
}

function uses({ rows, searchRows, objectRequests, workerRequests }: Budget): [keyof typeof PRICES, number][] {
  return [
    ["rows", rows + searchRows],
    ["objectRequests", objectRequests],
    ["workerRequests", workerRequests],
  ];
}
