import { NASTY_TEXTS } from "../kb/nasty-texts.fixture.ts";
import { ENGLISH, openSample, packSample, testHash } from "../kb/sample.fixture.ts";
import { respond } from "./respond.ts";

/*
 * What both runtimes must agree on: the built file with everything that training and calibration computed, to the last bit; and what the
 * bot says, with the whole explanation, scores as it rounds them.
 */
const TOPICS = [
  "invoice",
  "password",
  "delivery",
  "refund",
  "account",
  "printer",
  "meeting",
  "holiday",
  "discount",
  "backup",
  "language",
  "report",
];
const WAYS = (topic: string): string[] => [
  `where do I find the ${topic}`,
  `my ${topic} is missing`,
  `can I change the ${topic} later`,
  `${topic} does not work any more`,
  `how much is a ${topic}`,
  `I want to delete my ${topic}`,
  `who sees the ${topic} of our team`,
];
const article = (topic: string): string =>
  `---\ntitle: "About the ${topic}"\nquestions:\n${WAYS(topic)
    .map((way) => `  - "${way}"\n`)
    .join("")}updated: 2026-11-22\n---\nThe ${topic} is on the first page.\n`;
/** Enough phrasings to be calibrated. */
const TOPICAL = Object.fromEntries(TOPICS.map((topic) => [`a/${topic}`, article(topic)]));

const QUESTIONS = [
  ...TOPICS.flatMap((topic) => [`${topic}?`, `lost ${topic} of a colleague`]),
  "zyzzyva",
  ...NASTY_TEXTS.slice(0, 60).map(([, text]) => text),
];

export function replyHash(): string {
  const told = [TOPICAL, ENGLISH].map((texts) => {
    const kb = openSample(texts);
    const replies = QUESTIONS.map((text) => respond({ text, locale: "en", history: [] }, kb).explanation);
    return [testHash(packSample(texts)), kb.model.expected.calibrated, replies];
  });
  return testHash(new TextEncoder().encode(JSON.stringify(told))).slice(0, 16);
}

/** Of both runtimes: change it when the analysis, the training or the bot changes what they say, and look at what has changed. */
export const REPLY_HASH = "00000000f89f68f5";
