import type { ReactiveControllerHost } from "lit";
import type { SendOptions } from "../client/types.ts";
import type { HomeResponse } from "../protocol/api.ts";
import type { AttachedFiles, Upload } from "./attached-files.ts";
import type { ConversationController } from "./controller.ts";
import type { LauncherPort, Settings } from "./port.ts";
import type { Strings } from "./strings/en.ts";
import type { Place } from "./trail.ts";

/** The panel, as its views see it. */
export interface ViewHost extends ReactiveControllerHost {
  readonly settings: Settings;
  readonly port: LauncherPort;
  readonly t: Strings;
  /** undefined: not loaded, perhaps not needed yet. */
  readonly conversation: ConversationController | undefined;
  /** What the server says of the site; undefined: on its way; null: failed. */
  readonly site: HomeResponse | null | undefined;
  /** undefined: not loaded. */
  readonly files: AttachedFiles | undefined;
  /** This browser has conversations with the site. */
  readonly hasStored: boolean;
  readonly showsHome: boolean;
  /** Articles only: nobody may write here. */
  readonly isMute: boolean;
  /** The conversation is on the screen. */
  readonly showsChat: boolean;
  /** What scrolls: the middle of the panel, or all of it where there is little room. */
  readonly scroller: HTMLElement | undefined;
  readonly renderRoot: ShadowRoot;
  /** Forgets the visitor. `isTold`: by another tab, so that none has to be told. */
  logout(isTold?: boolean): Promise<void>;
  /** Loads the conversation and connects, if there is one. Never rejects. */
  prepare(): Promise<unknown>;
  go(place: Place): void;
  /** Address of the site's public reading, in the panel's language. `path` is encoded already. */
  siteUrl(path: string): string;
  showArticle(id: string): void;
  /** Sends, loading what is needed for it. Otherwise nothing is stored: false: that failed, which the visitor is told; null: the page does not want it, or a file could not be sent. */
  send(text: string, options?: SendOptions, upload?: Upload): Promise<boolean | null>;
  /** Puts text into the field, before what stands there. */
  fill(text: string): void;
  /** The focus goes to the middle of the panel: what had it is about to leave, and the on-screen keyboard shall not come. */
  rest(): void;
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
