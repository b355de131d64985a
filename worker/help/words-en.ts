import type { Locale } from "../../protocol/model.ts";

/** What the hosted pages say by themselves. */
export type HelpWords = {
  locale: Locale;
  help: (name: string) => string;
  skip: string;
  home: string;
  path: string;
  search: string;
  searchButton: string;
  language: string;
  popular: string;
  topics: string;
  articles: (count: number) => string;
  all: (count: number) => string;
  updated: string;
  onThisPage: string;
  moreSections: (count: number) => string;
  tableNote: string;
  actions: string;
  related: string;
  helped: string;
  yes: string;
  no: string;
  thanks: string;
  resultsTitle: (query: string) => string;
  found: (count: number) => string;
  searchTitle: string;
  nothingFound: (query: string) => string;
  tryOther: string;
  contact: string;
  contactText: string;
  chat: string;
  requests: string;
  otherWays: string;
  notFoundTitle: string;
  notFoundText: string;
  notHere: string;
  readIn: (language: string) => string;
  backHome: string;
  unavailableTitle: string;
  unavailableText: string;
  retry: string;
  empty: string;
  emptyChat: string;
  console: string;
  requestsWait: string;
  requestsNoScript: string;
};

export const english: HelpWords = {
  locale: "en",
  help: (name) => `${name} Help`,
  skip: "Skip to content",
  home: "Help",
  path: "You are here",
  search: "Search the help",
  searchButton: "Search",
  language: "Language",
  popular: "Popular articles",
  topics: "Topics",
  articles: (count) => (count === 1 ? "1 article" : `${count} articles`),
  all: (count) => `All ${count} articles`,
  updated: "Updated",
  onThisPage: "On this page",
  moreSections: (count) => (count === 1 ? "and 1 more section" : `and ${count} more sections`),
  tableNote: "Table, scrolls sideways",
  actions: "What you can do now",
  related: "Related articles",
  helped: "Did this help?",
  yes: "Yes",
  no: "No",
  thanks: "Thank you for telling us.",
  resultsTitle: (query) => `Search: ${query}`,
  found: (count) => (count === 1 ? "1 article found" : `${count} articles found`),
  searchTitle: "Search",
  nothingFound: (query) => `Nothing was found for “${query}”.`,
  tryOther: "Try fewer or other words, look through the topics, or ask us.",
  contact: "Still need help?",
  contactText: "Ask in the chat. The bot answers from these articles, and our team takes over what it cannot answer.",
  chat: "Ask in the chat",
  requests: "My requests",
  otherWays: "Other ways to reach us",
  notFoundTitle: "Page not found",
  notFoundText: "This page does not exist, or it has moved. Search for what you need, or start from the home page.",
  notHere: "This article has not been written in English yet.",
  readIn: (language) => `Read it in ${language}`,
  backHome: "Back to the help home page",
  unavailableTitle: "The help is not available right now",
  unavailableText: "We could not load the articles. This is on our side; please try again in a minute.",
  retry: "Try again",
  empty: "There are no articles here yet.",
  emptyChat: "Ask us in the chat.",
  console: "Go to the console",
  requestsWait: "One moment…",
  requestsNoScript: "The chat needs JavaScript. Please switch it on in your browser and open this page again.",
};
