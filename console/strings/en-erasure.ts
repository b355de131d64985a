import { pluralOf } from "./plural.ts";

const plural = pluralOf("en");
const count = (n: number, one: string, other: string) => `${n} ${plural(n, { one, other })}`;

/** Deleting a whole conversation. */
export const erasure = {
  delete: "Delete this conversation",
  title: (number: number | null) =>
    number === null ? "Delete this conversation?" : `Delete ticket № ${number} and its conversation?`,
  text: "This cannot be taken back. It is deleted for everybody, the visitor too:",
  what: [
    "all messages of visitor, bot and agents, and all internal notes",
    "all attached files",
    "contact, page, browser, consent and rating of the visitor",
    "the ticket in the inbox and in the search, and the return link",
  ],
  keeps: "What is in backups and what visitors or agents have copied stays where it is.",
  deleting: "Deleting…",
  yes: "Delete for good",
  done: "The conversation is deleted",
  receipt: "Receipt",
  at: "Deleted",
  by: "By",
  ticket: "Ticket",
  noTicket: "none",
  conversation: "Conversation",
  held: "What it held",
  counts: (messages: number, files: number) =>
    `${count(messages, "message", "messages")}, ${count(files, "file", "files")}`,
  receiptHint: "Copy the receipt if you have to prove the deletion: it is shown only now.",
  elsewhere: "This conversation was deleted",
  elsewhereText: "An administrator or the visitor has deleted it. Nothing of it is left here.",
};
