import type { VisitorStatus } from "../protocol/model.ts";

/*
 * What the launcher and the panel know of each other. Types only: the two are separate files in the browser, and a
 * launcher that shared code with the panel would have to load it.
 */

export type Settings = {
  /** Origin of the Deskbell server, without a slash at the end. */
  server: string;
  site: string;
  /** BCP 47 tag as the page gave it. */
  lang: string;
  /** `light`, `dark`, or anything else for the visitor's own preference. */
  theme: string;
  /** Articles or categories that fit the page, with spaces between. */
  suggest: string;
  /** `rtl` mirrors, `ltr` does not; "" is for the language of the words to say. */
  dir: string;
  /** `inline`, `page`, or anything else for the button in the corner. */
  mode: string;
  /** A JWT, or "". */
  userToken: string;
  /** `ask`, or anything else. */
  consent: string;
  /** `none`, `session`, or anything else for the browser's own storage. */
  storage: string;
  /** No chat. */
  kbOnly: boolean;
  sound: boolean;
};

/** `<support-widget>`, as the panel sees it; its attributes and properties, all of them texts of the page. */
export interface WidgetElement extends HTMLElement {
  readonly server: string;
  readonly site: string;
  readonly theme: string;
  readonly position: string;
  readonly mode: string;
  readonly suggest: string;
  readonly zIndex: string;
  readonly userToken: string;
  readonly consent: string;
  readonly storage: string;
  readonly kbOnly: boolean;
  readonly sound: boolean;
  open(view?: ViewName): Promise<void>;
  /** What the page has said with `setContext`; anything may stand there. */
  context: Record<string, unknown> | undefined;
}

export type ViewName = "home" | "chat";

/** DOM events of `<support-widget>`: composed, bubbling; `support-before-send` and `support-action` can be cancelled. Its class says when each is fired. */
export type WidgetEvents = {
  "support-ready": null;
  "support-open": null;
  "support-close": null;
  "support-unread": { count: number };
  /** `load_failed`: the panel's file could not be loaded. Otherwise a code of protocol/errors.ts for which the server refused the chat. */
  "support-error": { code: string };
  "support-escalated": null;
  "support-ticket": { number: number };
  "support-status": { status: VisitorStatus };
  "support-rated": { stars: number };
  "support-helpful": { article: string; helped: boolean };
  /** `respond`: a text that is shown under the button; it may come later. */
  "support-action": { event: string; respond(text: string | Promise<string>): void };
  "support-before-send": { text: string };
  "support-message-sent": { text: string };
  "support-message-received": { author: "bot" | "agent"; name: string; text: string };
  "support-answer": { article: string; title: string };
  "support-connection": { state: "connecting" | "online" | "offline" | "refused" };
};

/** What the panel's parts have of the tag and its launcher. */
export interface LauncherPort {
  readonly host: WidgetElement;
  /** Its state (`aria-expanded`), its name with the unread count, and the focus after closing are the panel's business. */
  readonly button: HTMLButtonElement;
  /** false: the page has cancelled it. */
  emit<Type extends keyof WidgetEvents>(type: Type, detail?: WidgetEvents[Type]): boolean;
}

/** `<support-widget-panel>`, as the launcher sees it. Stands behind the launcher's button in the same tree. Hidden until `open()`. */
export interface PanelElement extends HTMLElement {
  /** Puts the focus into the field within the same task. Without a view: the one that was left. `quiet`: by the page; the focus stays, and what is open stays as it is. */
  open(view?: ViewName, quiet?: boolean): void;
  hide(): void;
  toggle(): void;
  ask(text: string): Promise<void>;
  search(text: string): void;
  showArticle(id: string): void;
  startConversation(begin: { text: string; fields?: Record<string, unknown> }): Promise<void>;
  sendMessage(text: string): Promise<void>;
  logout(): Promise<void>;
}
