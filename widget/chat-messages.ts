import type { PendingMessage } from "../client/types.ts";
import type { Body, FileRef, Message, Option } from "../protocol/model.ts";
import type { Item } from "./chat-items.ts";
import { ChatTimes } from "./chat-times.ts";
import { actionButton, html, linkButton, nothing, render } from "./handed-lit.ts";
import { initials } from "./initials.ts";
import { laterWords } from "./later-words.ts";
import { link, MessageBody } from "./message-body.ts";
import type { LaterWords } from "./strings/en-later.ts";
import { textPieces } from "./text-links.ts";
import type { ViewHost } from "./view-host.ts";

type Answer = Extract<Body, { kind: "answer" }>;
type Drawn = { element: HTMLLIElement; item: Item; words: LaterWords };

/** Longest side of a picture among messages, in CSS pixels. */
const FILE_PX = 240;

/** The list of messages. Each has its own element for life, so that focus, selection and what was read out stay. */
export class ChatMessages {
  readonly #host: ViewHost;
  readonly #list = document.createElement("ul");
  readonly #drawn = new Map<string, Drawn>();
  readonly #build: MessageBody;
  /** By id, drawn once, as answers are. */
  readonly #files = new Map<string, HTMLElement>();
  readonly #times = new ChatTimes();
  /** What the list shows. */
  #items: readonly Item[] = [];
  #words: LaterWords | undefined;
  /** Nodes of an answer are built once; a message never changes. */
  readonly #built = new WeakMap<Answer, { passage: Node[]; actions: Node[] }>();

  constructor(host: ViewHost) {
    this.#host = host;
    this.#build = new MessageBody(host);
    this.#list.className = "log";
  }

  /**
   * Keyed by hand, and only what has changed is drawn: one message more must cost the same after 2 000. (Lit's `repeat` would
   * go through all of them, and be 0.6 kB.)
   */
  list(items: readonly Item[]): HTMLElement {
    const words = laterWords(this.#host);
    if (items === this.#items && words === this.#words) return this.#list;
    this.#items = items;
    if (words !== this.#words) this.#files.clear();
    this.#words = words;
    const keys = new Set(items.map((item) => item.key));
    for (const [key, { element }] of this.#drawn) {
      if (keys.has(key)) continue;
      element.remove();
      this.#drawn.delete(key);
    }
    // Messages come in order, so an element is put in its place once and not moved again.
    let place: ChildNode | null = this.#list.firstChild;
    for (const item of items) {
      const element = this.#element(item);
      if (element === place) place = element.nextSibling;
      else this.#list.insertBefore(element, place);
    }
    return this.#list;
  }

  /** What is read out of a message. */
  textOf(key: string): string {
    return this.#drawn.get(key)?.element.innerText ?? "";
  }

  #element(item: Item): HTMLLIElement {
    const words = laterWords(this.#host);
    const before = this.#drawn.get(item.key);
    const same =
      before?.item.content === item.content &&
      before.item.headed === item.headed &&
      before.item.newDay === item.newDay &&
      before.item.live === item.live &&
      before.item.mark === item.mark &&
      before.words === words;
    if (same) return before.element;
    const element = before?.element ?? document.createElement("li");
    this.#drawn.set(item.key, { element, item, words });
    element.className = item.speaker;
    element.part = "message";
    try {
      render(this.#item(item, words), element);
    } catch {
      // What this version cannot draw leaves its place empty; the others stay.
    }
    return element;
  }

  #item(item: Item, words: LaterWords): unknown {
    const { lang } = this.#host.t;
    const { content, speaker, at } = item;
    const name = speaker === "agent" ? item.name : words[speaker === "you" ? "you" : "bot"];
    return html`${item.newDay ? html`<p class="day">${this.#times.day(at, lang)}</p>` : nothing}${
      speaker === "system"
        ? nothing
        : html`<p class=${item.headed ? "head" : "hidden"}>
            ${speaker === "agent" ? html`<span class="face" aria-hidden="true" data-name=${initials(name)}></span>` : nothing}
            <bdi>${name}</bdi> <time datetime=${new Date(at).toISOString()}>${this.#times.time(at, lang)}</time>
          </p>`
    }${
      "body" in content
        ? [this.#body(content, item.live, words), item.mark && html`<p class="mark note">${words[item.mark]}</p>`]
        : [this.#written(content), this.#mark(content, words)]
    }`;
  }

  #body({ body, seq }: Message, live: boolean, words: LaterWords): unknown {
    switch (body.kind) {
      case "text":
        return this.#written(body);
      case "phrase":
        return [this.#text(body.phrase.text), live ? this.#options(body.options, seq) : nothing];
      case "answer":
        return [
          this.#answer(body, words),
          live
            ? [
                html`<p class="note helped">${words.answerHelped}</p>`,
                this.#options(body.options, seq, body.article.id),
              ]
            : nothing,
        ];
      case "note":
      case "activity":
        // The internal stream never reaches a visitor.
        return nothing;
    }
  }

  #written({ text, files }: Pick<PendingMessage, "text" | "files">): unknown {
    return [text ? this.#text(text) : nothing, files?.map((file) => this.#file(file))];
  }

  #file(file: FileRef): HTMLElement {
    const { id, name, width, height } = file;
    let place = this.#files.get(id);
    if (!place) {
      place = document.createElement("div");
      this.#files.set(id, place);
      place.className = "file";
      place.textContent = name;
      if (width && height) {
        // Nothing moves when it comes.
        place.style.width = `${Math.min(width, FILE_PX, (FILE_PX * width) / height)}px`;
        place.style.aspectRatio = `${width / height}`;
      }
      this.#host.files?.show(place, file);
    }
    return place;
  }

  #text(text: string): unknown {
    const nodes = textPieces(text).map((piece) =>
      piece.href ? link(piece.href, [piece.text], "noopener noreferrer nofollow") : piece.text,
    );
    return html`<p class="bubble" dir="auto">${nodes}</p>`;
  }

  #answer(body: Answer, words: LaterWords): unknown {
    const { passage, actions } = this.#nodes(body);
    const open = (): void => this.#host.showArticle(body.article.id);
    return html`<div class="bubble" lang=${body.locale} dir="auto">
      <h3>${body.article.title}</h3>
      <div class="content">${passage}</div>
      ${body.whole ? nothing : html`<button class="link whole" lang=${this.#host.t.lang} @click=${open}>${words.readWhole}</button>`}
      ${actions.length ? html`<div class="actions">${actions}</div>` : nothing}
    </div>`;
  }

  #nodes(body: Answer): { passage: Node[]; actions: Node[] } {
    let built = this.#built.get(body);
    if (!built) {
      built = { passage: this.#build.blocks(body.passage), actions: this.#build.actions(body.actions) };
      this.#built.set(body, built);
    }
    return built;
  }

  #options(options: readonly Option[], of: number, article?: string): unknown {
    if (!options.length) return nothing;
    const choose = ({ pick, label }: Option): void => {
      void this.#host.send(label, { choice: { of, pick } });
      if (article && /^(yes|no)$/.test(pick)) {
        this.#host.port.emit("support-helpful", { article, helped: pick === "yes" });
      }
      // The buttons go away; the focus must not go with them, nor call up the keyboard.
      this.#host.rest();
    };
    return html`<div class="actions">
      ${options.map((option) => actionButton(option.label, () => choose(option)))}
    </div>`;
  }

  #mark(message: PendingMessage, words: LaterWords): unknown {
    const client = this.#host.conversation?.client;
    if (message.state === "pending") return html`<p class="mark note late">${words.sending}</p>`;
    const retry = (): void => client?.retry(message.clientId);
    const edit = (): void => {
      this.#host.fill(client?.discard(message.clientId) ?? "");
      if (message.files) this.#host.files?.takeBack(message.files);
    };
    const { code } = message;
    return html`<p class="mark error" role="alert">
      ${words.notSent} ${code === "too_big" ? words.isOverLimit : code === "too_many" ? words.tooMany : nothing}
      ${/too_big|not_found/.test(`${code}`) ? nothing : linkButton(words.sendAgain, retry)}
      ${linkButton(words.edit, edit)}
    </p>`;
  }
}
