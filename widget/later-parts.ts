import { ArticleView } from "./article-view.ts";
import { chatStyles } from "./chat-styles.ts";
import { ChatView } from "./chat-view.ts";
import { contentStyles } from "./content-styles.ts";
import { ConversationController } from "./controller.ts";
import { handOver, type Lit } from "./handed-lit.ts";
import { HomeExtras } from "./home-extras.ts";
import { followKeyboard } from "./keyboard.ts";
import type { ViewHost } from "./view-host.ts";

export type LaterParts = ReturnType<typeof laterParts>;

/**
 * Everything that is not needed to draw the first panel and to type. One file, because its parts are needed together and
 * compress together.
 */
export function laterParts(host: ViewHost, lit: Lit) {
  handOver(lit);
  // Constructed, since a policy may forbid every `<style>`.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(contentStyles + chatStyles);
  host.renderRoot.adoptedStyleSheets.push(sheet);
  return {
    chat: new ChatView(host),
    article: new ArticleView(host),
    home: new HomeExtras(host),
    talk: (storage: Storage | null, key: string) => new ConversationController(host, storage, key),
    followKeyboard,
  };
}
