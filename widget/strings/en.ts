import type { LaterStrings } from "./en-later.ts";

/** Words of the first panel, part of its file. Functions where a number or a name stands inside the sentence. */
export const en = {
  lang: "en",
  support: "Support",
  unread: (count: number): string => `Support, ${count} new ${count === 1 ? "message" : "messages"}`,
  close: "Close",
  back: "Back",
  send: "Send",
  retry: "Try again",
  loading: "Loading…",
  loadFailed: "This could not be loaded.",
  sendFailed: "Not sent: the chat could not be loaded.",

  greeting: "How can we help?",
  suggested: "For this page",
  popular: "Popular articles",
  articles: "Articles",
  found: (count: number): string => (count === 1 ? "1 article found" : `${count} articles found`),
  nothing: "Nothing found. Send your question: the bot or our team will answer.",
  question: "Ask a question",
  askAboutThis: "Ask about this",
  message: "Write a message",
};

/** `later` stays out of the English panel: en-later.ts loads with the views that need it. */
export type Strings = typeof en & { later?: LaterStrings };
