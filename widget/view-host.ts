import type { html, nothing, ReactiveControllerHost, render } from "lit";
import type { SendOptions } from "../client/types.ts";
import type { Article } from "../protocol/article.ts";
import type { ConversationController } from "./controller.ts";
import type { LauncherPort, Settings } from "./port.ts";
import type { Strings } from "./strings/en.ts";

/**
 * Lit for the views that load later. They get it handed in instead of importing it: a module that the panel and a later
 * chunk both import would be cut out into a third file, one more trip before the first panel can be typed in.
 */
export type Lit = { html: typeof html; nothing: typeof nothing; render: typeof render };

/** The panel, as its views see it. */
export interface ViewHost extends ReactiveControllerHost {
  readonly settings: Settings;
  readonly port: LauncherPort;
  readonly t: Strings;
  /** undefined: not loaded, perhaps not needed yet. */
  readonly conversation: ConversationController | undefined;
  /** This browser has a conversation with the site. */
  readonly hasStored: boolean;
  /** Loads the conversation and connects, if there is one. */
  prepare(): void;
  /** The conversation is on the screen. */
  readonly showsChat: boolean;
  /** The part that scrolls. */
  readonly scroller: HTMLElement | null;
  readonly shadowRoot: ShadowRoot | null;
  readArticle(id: string): Promise<Article>;
  showArticle(id: string): void;
  /** Sends, loading what is needed for it. false: that failed, which the visitor is told; nothing is stored. */
  send(text: string, options?: SendOptions): Promise<boolean>;
  /** Puts text into the field, before what stands there. */
  fill(text: string): void;
}

/** A view that loads later. Parts that are missing are left out. */
export interface View {
  /** The view comes on the screen, `id` for the article's. */
  open(id: string): void;
  /** Between header and content; does not scroll. */
  top?(): unknown;
  content(): unknown;
  /** Between content and field. */
  foot?(): unknown;
}
