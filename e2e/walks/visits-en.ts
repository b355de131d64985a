import type { Visit } from "./visit.ts";

/** Written as people write. Each is well on one side of the bot's thresholds; `node scripts/kb.ts ask` shows by how much. */
export const ENGLISH_VISITS: readonly Visit[] = [
  [
    { view: "typo", says: "resett my pasword", shows: "Reset a forgotten password" },
    { view: "plain", says: "is there an android app", shows: "Is there a mobile app?" },
    { view: "invoice", says: "where do I find my invoice?", shows: "Get an invoice" },
    { view: "answered-above", says: "and for last year?", shows: "“Get an invoice”" },
    { view: "keyboard-layout", says: "рщц вщ ш учзщке ьн вфеф?", shows: "Export your data" },
    { view: "human", says: "I want to talk to a human about my invoice", toHuman: true },
  ],
  [
    { view: "ask-back", says: "send the report to a client", shows: "Hours are missing from a report" },
    { view: "chosen", presses: "Show hours to a client or a guest", shows: "Show hours to a client or a guest" },
    { view: "ask-back-again", says: "can I track time offline", shows: "Is there a browser extension?" },
    { view: "none-of-these", presses: "None of these", toHuman: true },
  ],
  [
    { view: "guided", says: "my report shows fewer hours than I worked", shows: "Nothing on that day" },
    { view: "guided-advice", presses: "The entries are there", shows: "Clear filters" },
    { view: "guided-question", presses: "They are still missing", shows: "It has a project" },
    { view: "guided-human", presses: "It has a project", toHuman: true },
  ],
  [
    {
      view: "two-questions",
      says: "How do I reset my password? And where is my invoice?",
      shows: "Reset a forgotten password",
    },
    { view: "second-question", presses: "Get an invoice", shows: "Get an invoice" },
    { view: "order-number", says: "A-104233", shows: "I see a number" },
    { view: "licence", says: "where is my licence key", shows: "How your licence key and the download arrive" },
  ],
  [
    { view: "other-language", says: "забыл пароль, что делать?", shows: "Как сбросить забытый пароль" },
    { view: "payment", says: "my card was declined", shows: "Pay, and what to do when a payment is declined" },
    { view: "export", says: "how do I export my data?", shows: "Export your data" },
    { view: "asked-again", says: "How do I export my data", toHuman: true },
  ],
  [
    {
      view: "three-questions",
      says: "How do I reset my password? Where is my invoice? Is there an android app?",
      toHuman: true,
    },
  ],
  [
    {
      view: "timer",
      says: "timer keeps running after I closed the laptop",
      shows: "The timer does not stop, or counts idle time",
    },
    { view: "refused", presses: "No", shows: "Sorry that this didn't help" },
    { view: "upset", says: "this is useless", toHuman: true },
  ],
  [
    { view: "discount", says: "discount for students", shows: "Discount for schools and non-profits" },
    { view: "hours", says: "when is support open", shows: "Reach our team, and when we are there" },
  ],
  [{ view: "unknown", says: "purple elephants wholesale catalogue", toHuman: true }],
];
