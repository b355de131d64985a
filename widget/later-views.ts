import { html, nothing, render } from "lit";
import type { Lit, View, ViewHost } from "./view-host.ts";

const lit: Lit = { html, nothing, render };

/** Views that are not needed before the first question, each in its own file. */
export class LaterViews {
  readonly #host: ViewHost;
  readonly #loaded: { chat?: View; article?: View } = {};

  constructor(host: ViewHost) {
    this.#host = host;
  }

  /** The view if its file is here. */
  get(name: string): View | undefined {
    return this.#loaded[name as "chat" | "article"];
  }

  /** Rejects if the file can not be loaded. */
  async load(name: "chat" | "article"): Promise<View> {
    const View =
      name === "chat" ? (await import("./chat-view.ts")).ChatView : (await import("./article-view.ts")).ArticleView;
    this.#host.requestUpdate();
    return (this.#loaded[name] ??= new View(this.#host, lit));
  }
}
