import type { AttachStrings } from "./en-attach.ts";
import type { AttachMoreStrings } from "./en-attach-more.ts";
import type { ConsentStrings } from "./en-consent.ts";
import type { EraseStrings } from "./en-erase.ts";
import type { LaterStrings } from "./en-later.ts";
import type { MaskStrings } from "./en-mask.ts";

/** Words of the first panel, part of its file. Functions where a number or a name stands inside the sentence. */
export const en = {
  lang: "en",
  /** Of the panel, where the tag does not say. */
  dir: "ltr" as "ltr" | "rtl",
  supportName: "Support",
  supportUnread: (count: number): string => `Support, ${count} new ${count === 1 ? "message" : "messages"}`,
  closePanel: "Close",
  goBack: "Back",
  sendIt: "Send",
  retry: "Try again",
  isLoading: "Loading…",
  loadFailed: "This could not be loaded.",
  sendFailed: "Not sent: the chat could not be loaded.",

  howCanWeHelp: "How can we help?",
  forThisPage: "For this page",
  popularArticles: "Popular articles",
  articlesFound: "Articles",
  countFound: (count: number): string => (count === 1 ? "1 article found" : `${count} articles found`),
  nothingFound: "Nothing found.",
  askInstead: "Send your question: the bot or our team will answer.",
  searchHere: "Search",
  askQuestion: "Ask a question",
  askAboutThis: "Ask about this",
  writeMessage: "Write a message",
};

/** `later` stays out of the English panel: en-later.ts loads with the views that need it. */
export type Strings = typeof en & {
  later?: LaterStrings & ConsentStrings & EraseStrings & MaskStrings & AttachStrings & AttachMoreStrings;
};
