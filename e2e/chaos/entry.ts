import type { Body, Message } from "../../protocol/model.ts";
import type { Entry } from "./history.ts";

/** Marks in `said` what the system and the bot say: the log of the floor is read from these. */
export function entryOf({ seq, at, author, body, clientId }: Message): Entry {
  const who = author.kind === "agent" ? author.id : author.kind;
  return { seq, at, author: who, said: said(body), ...(clientId && { clientId }) };
}

function said(body: Body): string {
  switch (body.kind) {
    case "text":
    case "note":
      return body.text;
    case "answer":
      return `answer:${body.article.id}`;
    case "phrase":
      return `phrase:${body.phrase.key}:${body.phrase.params.name ?? ""}`;
    case "activity":
      return `activity:${body.activity.type}`;
  }
}
