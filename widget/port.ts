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
  /** `rtl` mirrors; anything else is left to right, whatever the page is: so are the languages that the panel speaks. */
  dir: string;
};

export type ViewName = "home" | "chat";

/** DOM events of `<support-widget>`: composed, bubbling, not cancellable. Its class says when each is fired. */
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
  "support-action": { event: string };
};

/** The launcher, as the panel sees it. */
export interface LauncherPort {
  /** Its state (`aria-expanded`), its name with the unread count, and the focus after closing are the panel's business. */
  readonly button: HTMLButtonElement;
  /** Sets the panel's `settings` anew: something around the tag has changed. */
  refresh(): void;
  emit<Type extends keyof WidgetEvents>(type: Type, detail?: WidgetEvents[Type]): void;
}

/** `<support-widget-panel>`, as the launcher sees it. Hidden until `show()`. */
export interface PanelElement extends HTMLElement {
  /** Set before `port`, and again with every change. */
  settings: Settings;
  port: LauncherPort;
  readonly isOpen: boolean;
  /** Puts the focus into the field within the same task. Without a view: the one that was left. */
  show(view?: ViewName): void;
  hide(): void;
  ask(text: string): Promise<void>;
  search(text: string): void;
  showArticle(id: string): void;
}

/** Exports of the panel's file. */
export type PanelModule = {
  /** Begins to load the words of a language, so that they are there at the click. */
  loadStrings(lang: string): Promise<unknown>;
};
