import type { Article } from "../protocol/article.ts";
import { contentStyles } from "./content-styles.ts";
import { actionNode, blockNodes } from "./message-body.ts";
import { adopt } from "./style-sheet.ts";
import type { Lit, View, ViewHost } from "./view-host.ts";

/** One article. `body` and `actions` are built once; what a re-render meets again it leaves alone. */
type Shown = { article: Article; body: Node[]; actions: Node[] };

export class ArticleView implements View {
  readonly #host: ViewHost;
  readonly #lit: Lit;
  #id = "";
  /** undefined: on its way; null: failed. */
  #shown: Shown | null | undefined;

  constructor(host: ViewHost, lit: Lit) {
    this.#host = host;
    this.#lit = lit;
    adopt(host.shadowRoot, contentStyles);
  }

  open(id: string): void {
    if (id === this.#id && this.#shown) return;
    this.#id = id;
    this.#shown = undefined;
    this.#host.requestUpdate();
    const show = (shown: Shown | null): void => {
      if (id !== this.#id) return;
      this.#shown = shown;
      this.#host.requestUpdate();
    };
    this.#host.readArticle(id).then(
      (article) => show(this.#build(article)),
      () => show(null),
    );
  }

  content(): unknown {
    const { html } = this.#lit;
    const { t } = this.#host;
    const shown = this.#shown;
    if (shown === undefined) return html`<p class="note late" role="status">${t.loading}</p>`;
    if (shown === null) {
      return html`<p class="note" role="alert">
        ${t.loadFailed} <button class="link" @click=${() => this.open(this.#id)}>${t.retry}</button>
      </p>`;
    }
    const { article, body, actions } = shown;
    return html`<article lang=${article.locale} dir="auto">
        <h3>${article.title}</h3>
        <div class="content">${body}</div>
        ${actions.length ? html`<div class="actions">${actions}</div>` : ""}
      </article>
      ${
        article.related.length
          ? html`<h4>${t.related}</h4>
            <ul>
              ${article.related.map(
                ({ id, title }) =>
                  html`<li><button class="row" dir="auto" @click=${() => this.#host.showArticle(id)}>${title}</button></li>`,
              )}
            </ul>`
          : ""
      }`;
  }

  #build(article: Article): Shown {
    return {
      article,
      body: blockNodes(article.body, (id) => this.#host.showArticle(id)),
      actions: article.actions.flatMap(
        (action) => actionNode(action, (event) => this.#host.port.emit("support-action", { event })) ?? [],
      ),
    };
  }
}
