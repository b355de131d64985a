import { ArticleView } from "./article-view.ts";
import { ChatView } from "./chat-view.ts";
import { ConversationController } from "./controller.ts";
import { type Handed, handOver } from "./handed-lit.ts";
import { HomeExtras } from "./home-extras.ts";
import { People } from "./people.ts";
import type { ViewHost } from "./view-host.ts";

export type LaterParts = ReturnType<typeof laterParts>;

/**
 * Everything that is not needed to draw the first panel and to type. One file, because its parts are needed together and
 * compress together.
 */
export function laterParts(host: ViewHost, handed: Handed) {
  handOver(handed);
  const people = new People(host);
  return {
    chat: new ChatView(host, people),
    article: new ArticleView(host),
    home: new HomeExtras(host, people),
    talk: (storage: Storage | null, key: string) => new ConversationController(host, storage, key),
  };
}
