import { ArticleView } from "./article-view.ts";
import { Attaching } from "./attaching.ts";
import { ChatView } from "./chat-view.ts";
import { type Handed, handOver, readBy } from "./handed-lit.ts";
import { HomeExtras } from "./home-extras.ts";
import { Moved } from "./moved.ts";
import { remember } from "./offline.ts";
import { People } from "./people.ts";
import type { placeOf } from "./session.ts";
import { Talk } from "./talk.ts";
import type { ViewHost } from "./view-host.ts";

/** What stands in the tag as a rule. Whoever writes something else is told why it is not what they think, see check-tag.ts. */
const USUAL =
  /^(|auto|light|dark|end|start|bubble|inline|page|none|ask|local|session|ltr|rtl|https?:\/\/[^/]+\/?|\d+|[\w-]+(\.[\w-]+){2})$/;
const LOOKED_AT = ["theme", "position", "mode", "consent", "storage", "dir", "server", "zIndex", "userToken"] as const;

export type LaterParts = ReturnType<typeof laterParts>;

/**
 * Everything that is not needed to draw the first panel and to type. One file, because its parts are needed together and
 * compress together.
 */
export function laterParts(host: ViewHost, handed: Handed, place: typeof placeOf) {
  handOver(handed);
  // Ahead, and in this file: when it is needed, nothing can be had.
  remember(readBy);
  const tag = host.port.host;
  const accent = getComputedStyle(tag).getPropertyValue("--sw-accent");
  if (LOOKED_AT.some((name) => !USUAL.test(tag[name])) || (accent && !CSS.supports("color", accent)))
    import("./check-tag.ts").then(({ checkTag }) => checkTag(tag), Boolean);
  new Moved(host);
  const people = new People(host);
  return {
    chat: new ChatView(host, people),
    article: new ArticleView(host),
    home: new HomeExtras(host, people),
    files: new Attaching(host),
    talk: new Talk(host, place),
  };
}
