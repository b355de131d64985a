import type { enRequest } from "./en-request.ts";

/** Words of the views that load after the first panel. A language other than English carries them in its own file. */
export const enLater = {
  allArticles: "All articles",
  otherWays: "Other ways to reach us",
  deleteData: "Delete my data",

  tableOfContents: "Contents",
  relatedArticles: "Related articles",
  answerHelped: "Did this help?",
  articleHelped: "Did this help?",
  sayYes: "Yes",
  sayNo: "No",
  thankYou: "Thank you",
  shareThis: "Share",
  copied: "Link copied",
  copyThis: "Copy this link",

  readWhole: "Read the whole article",
  logName: "Conversation",
  writeBelow: "Write your question below. The bot answers at once or passes it to our team.",
  attachFile: "Attach a file",
  you: "You",
  bot: "Bot",
  showEarlier: "Show earlier messages",
  newMessages: "New messages",
  sending: "Sending…",
  sent: "Sent",
  read: "Read",
  notSent: "Not sent.",
  sendAgain: "Retry",
  edit: "Edit",
  isOverLimit: "The message is too long.",
  tooMany: "Too many messages in a short time. Wait a minute.",
  talkToHuman: "Talk to a human",
  isConnecting: "Connecting…",
  noConnection: "No connection. Your messages are kept and will be sent.",
  isOffline: "No connection. Only what has loaded already is shown.",
  refusedOrigin: "This page is not allowed to use the support chat.",
  refusedVersion: "The chat has been updated. Reload the page.",
  signIn: "Sign in on this site to write to us.",
  notAvailable: "The chat is not available now.",
};

export type LaterWords = typeof enLater;

/** Of all that loads later; English has those of a request beside its file. */
export type LaterStrings = LaterWords & typeof enRequest;
