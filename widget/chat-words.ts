import type { Strings } from "./strings/en.ts";
import { type ChatStrings, enChat } from "./strings/en-chat.ts";

/** English comes with the chat's file, other languages bring theirs along. */
export function chatWords(t: Strings): ChatStrings {
  return t.chat ?? enChat;
}
