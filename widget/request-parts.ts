import type { Tools } from "../client/identity.ts";
import { refreshRequests } from "../client/known-requests.ts";
import { type CommandsNow, requestCommands } from "../client/request-commands.ts";
import { ClosingCard } from "./closing-card.ts";
import { ContactForm } from "./contact-form.ts";
import { type Handed, handOver } from "./handed-lit.ts";
import type { laterWords } from "./later-words.ts";
import { RequestBar } from "./request-bar.ts";
import { RequestRows } from "./request-rows.ts";
import { requestStyles } from "./request-styles.ts";
import { useWords } from "./request-words.ts";
import type { ViewHost } from "./view-host.ts";

export type RequestParts = ReturnType<typeof requestParts>;

/** What the panel shows once people answer. A file of its own: most visitors have their answer before that. */
export function requestParts(host: ViewHost, handed: Handed, words: typeof laterWords, tools: Tools) {
  handOver(handed);
  useWords(words);
  host.renderRoot.adoptedStyleSheets.push(requestStyles);
  const [ask, , , , environmentOf] = tools;
  const commands: CommandsNow = () =>
    host.conversation && requestCommands(host.conversation.client, ask, environmentOf());
  return {
    bar: new RequestBar(host, commands),
    contact: new ContactForm(host, commands),
    closing: new ClosingCard(host, commands),
    list: new RequestRows(host),
    /** What is known of them is shown meanwhile, and stays if the server does not answer. */
    refresh(): void {
      const update = (): void => host.requestUpdate();
      if (host.conversation) refreshRequests(host.conversation.client).then(update, update);
    },
  };
}
