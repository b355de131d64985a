import { json } from "../client/session.ts";
import type { Article } from "../protocol/article.ts";
import type { CopyLink } from "./copy-link.ts";
import { actionButton, handed, html, linkButton, list, nothing, pending, read, rowButton } from "./handed-lit.ts";
import { laterWords } from "./later-words.ts";
import { MessageBody } from "./message-body.ts";
import type { View, ViewHost } from "./view-host.ts";

/** From so many headings on, an article has a table of contents. */
const LONG = 4;

/** One article. All that is drawn is built once, so that nonsense is found out before; what a re-render meets again it leaves alone. */
type Shown = { article: Article; body: Node[]; actions: Node[]; headings: HTMLElement[]; related: unknown[] };

export class ArticleView implements View {
  readonly #host: ViewHost;
  #link: CopyLink | undefined;
  #id = "";
  #lang = "";
  /** undefined: on its way; null: failed. */
  #shown: Shown | null | undefined;
  /** Articles that were said to have helped, or not. */
  readonly #judged = new Set<string>();

  constructor(host: ViewHost) {
    this.#host = host;
  }

  open(id: string): void {
    const { lang } = this.#host.settings;
    if (id === this.#id && lang === this.#lang && this.#shown) return;
    this.#id = id;
    this.#lang = lang;
    this.#shown = undefined;
    this.#link?.clear();
    this.#host.requestUpdate();
    const show = (shown: Shown | null): void => {
      if (id !== this.#id || lang !== this.#lang) return;
      this.#shown = shown;
      this.#host.requestUpdate();
    };
    read(this.#url(""))
      .then((article) => show(this.#build(article as Article)))
      .catch(() => show(null));
  }

  content(): unknown {
    const { t } = this.#host;
    const words = laterWords(this.#host);
    const shown = this.#shown;
    if (!shown) return pending(t, shown, () => this.open(this.#id));
    const { article, body, actions, headings, related } = shown;
    return html`<article lang=${article.locale} dir="auto">
        <h3>${article.title}</h3>
        ${
          headings.length < LONG
            ? nothing
            : html`<details>
                <summary lang=${t.lang}>${words.tableOfContents}</summary>
                <ul>
                  ${headings.map((h) => html`<li>${rowButton(h.textContent, () => jump(h), h.localName)}</li>`)}
                </ul>
              </details>`
        }
        <div class="content">${body}</div>
        ${actions.length ? html`<div class="actions">${actions}</div>` : nothing}
      </article>
      <div class="actions after">${
        this.#judged.has(article.id)
          ? html`<span class="note" role="status">${words.thankYou}</span>`
          : html`<span class="note">${words.articleHelped}</span> ${this.#vote(words.sayYes, true)} ${this.#vote(words.sayNo, false)}`
      }
        ${linkButton(words.shareThis, () => this.#share(article))}
      </div>
      ${this.#link?.content()}
      ${list(words.relatedArticles, related)}`;
  }

  #vote(label: string, helped: boolean): unknown {
    const vote = (): void => {
      this.#judged.add(this.#id);
      // Nobody waits for the answer.
      fetch(this.#url("/feedback"), json({ helped })).catch(() => {});
      this.#host.port.emit("support-helpful", { article: this.#id, helped });
      this.#host.rest();
      this.#host.requestUpdate();
    };
    return actionButton(label, vote);
  }

  #share({ title, url }: Article): void {
    const whole = new URL(url, this.#host.settings.server).href;
    // A desk's own sharing dialogs are slower than the clipboard; a phone's are where the messengers are.
    if (navigator.share && matchMedia("(pointer:coarse)").matches)
      navigator.share({ title, url: whole }).catch(() => {});
    else {
      import("./address-copy.ts").then(({ copyLink }) => {
        this.#link ??= copyLink(this.#host, handed, laterWords);
        void this.#link.copy(whole);
      }, Boolean);
    }
  }

  #url(end: string): string {
    return this.#host.siteUrl(`articles/${encodeURIComponent(this.#id).replaceAll("%2F", "/")}${end}`);
  }

  #build(article: Article): Shown {
    if (!article.title) throw new Error("no article");
    const build = new MessageBody(this.#host);
    const body = build.blocks(article.body);
    const headings = body.filter((node): node is HTMLElement => /^H\d$/.test(node.nodeName));
    const related = article.related.map(({ id, title }) => rowButton(title, () => this.#host.showArticle(id)));
    return { article, body, actions: build.actions(article.actions), headings, related };
  }
}

function jump(heading: HTMLElement): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}
