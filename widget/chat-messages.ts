import type { PendingMessage } from "../client/types.ts";
import type { Body, Message, Option } from "../protocol/model.ts";
import type { Item } from "./chat-items.ts";
import { chatWords } from "./chat-words.ts";
import { actionNode, blockNodes } from "./message-body.ts";
import { timeLocale } from "./time-locale.ts";
import type { Lit, ViewHost } from "./view-host.ts";

type Answer = Extract<Body, { kind: "answer" }>;

/** The list of messages. Each has its own element for life, so that focus, selection and what was read out stay. */
export class ChatMessages {
  readonly #list = document.createElement("ul");
  readonly #elements = new Map<string, HTMLLIElement>();
  readonly #formats: Record<string, Intl.DateTimeFormat> = {};
  readonly #host: ViewHost;
  readonly #lit: Lit;
  /** Nodes of an answer are built once; a message never changes. */
  readonly #built = new WeakMap<Answer, { passage: Node[]; actions: Node[] }>();

  constructor(host: ViewHost, lit: Lit) {
    this.#host = host;
    this.#lit = lit;
    this.#list.className = "log";
  }

  /** Keyed by hand: Lit's `repeat` would be 0.6 kB in the panel's file, see view-host.ts. */
  list(items: readonly Item[]): HTMLElement {
    const keys = new Set(items.map((item) => item.key));
    for (const [key, element] of this.#elements) {
      if (keys.has(key)) continue;
      element.remove();
      this.#elements.delete(key);
    }
    items.forEach((item, index) => {
      const element = this.#elements.get(item.key) ?? document.createElement("li");
      this.#elements.set(item.key, element);
      element.className = item.speaker;
      element.part = "message";
      this.#lit.render(this.#item(item), element);
      // Messages come in order, so an element is put in its place once and not moved again.
      const there = this.#list.children[index];
      if (there !== element) this.#list.insertBefore(element, there ?? null);
    });
    return this.#list;
  }

  #item(item: Item): unknown {
    const { html, nothing } = this.#lit;
    const words = chatWords(this.#host.t);
    const name = item.speaker === "agent" ? item.name : item.speaker === "you" ? words.you : words.bot;
    return html`${
      item.speaker === "system"
        ? nothing
        : html`<p class=${item.headed ? "head" : "hidden"}>
            <bdi>${name}</bdi> <time datetime=${new Date(item.at).toISOString()}>${this.#time(item.at)}</time>
          </p>`
    }${
      "pending" in item.content
        ? [this.#text(item.content.pending.text), this.#delivery(item.content.pending)]
        : this.#body(item.content.message, item.live)
    }`;
  }

  #body({ body, seq }: Message, live: boolean): unknown {
    switch (body.kind) {
      case "text":
        return this.#text(body.text);
      case "phrase":
        return [this.#text(body.phrase.text), this.#options(live ? body.options : [], seq)];
      case "answer":
        return [this.#answer(body), live ? this.#helped(body, seq) : this.#lit.nothing];
      case "note":
      case "activity":
        // The internal stream never reaches a visitor.
        return this.#lit.nothing;
    }
  }

  #helped(body: Answer, seq: number): unknown {
    const { html } = this.#lit;
    return html`<p class="note helped">${chatWords(this.#host.t).helped}</p>
      ${this.#options(body.options, seq)}`;
  }

  #text(text: string): unknown {
    return this.#lit.html`<p class="bubble" dir="auto">${text}</p>`;
  }

  #answer(body: Answer): unknown {
    const { html, nothing } = this.#lit;
    const { t } = this.#host;
    const { whole } = chatWords(t);
    const { passage, actions } = this.#nodes(body);
    const open = (): void => this.#host.showArticle(body.article.id);
    return html`<div class="bubble" lang=${body.locale} dir="auto">
      <h3>${body.article.title}</h3>
      <div class="content">${passage}</div>
      ${body.whole ? nothing : html`<button class="link whole" lang=${t.lang} @click=${open}>${whole}</button>`}
      ${actions.length ? html`<div class="actions">${actions}</div>` : nothing}
    </div>`;
  }

  #nodes(body: Answer): { passage: Node[]; actions: Node[] } {
    const before = this.#built.get(body);
    if (before) return before;
    const built = {
      passage: blockNodes(body.passage, (id) => this.#host.showArticle(id)),
      actions: body.actions.flatMap(
        (action) => actionNode(action, (event) => this.#host.port.emit("support-action", { event })) ?? [],
      ),
    };
    this.#built.set(body, built);
    return built;
  }

  #options(options: readonly Option[], of: number): unknown {
    const { html, nothing } = this.#lit;
    if (!options.length) return nothing;
    const choose = ({ pick, label }: Option): void => {
      void this.#host.send(label, { choice: { of, pick } });
      // The buttons go away; the focus must not go with them, nor call up the keyboard.
      this.#host.scroller?.focus();
    };
    return html`<div class="actions">
      ${options.map(
        (option) =>
          html`<button part="button" class="action" dir="auto" @click=${() => choose(option)}>${option.label}</button>`,
      )}
    </div>`;
  }

  #delivery(message: PendingMessage): unknown {
    const { html, nothing } = this.#lit;
    const words = chatWords(this.#host.t);
    const client = this.#host.conversation?.client;
    if (message.state === "pending") return html`<p class="delivery note late">${words.sending}</p>`;
    const retry = (): void => client?.retry(message.clientId);
    const edit = (): void => this.#host.fill(client?.discard(message.clientId) ?? "");
    const tooLong = message.code === "too_big";
    return html`<p class="delivery error">
      ${words.notSent} ${tooLong ? words.tooLong : message.code === "too_many" ? words.tooMany : nothing}
      ${tooLong ? nothing : html`<button class="link" @click=${retry}>${words.sendAgain}</button>`}
      <button class="link" @click=${edit}>${words.edit}</button>
    </p>`;
  }

  #time(at: number): string {
    const lang = timeLocale(this.#host.t.lang, navigator.language);
    const today = new Date(at).toDateString() === new Date().toDateString();
    // Making one costs as much as drawing a message, so each is made once.
    const format = (this.#formats[`${lang} ${today}`] ??= new Intl.DateTimeFormat(lang, {
      ...(!today && { day: "numeric", month: "short" }),
      hour: "numeric",
      minute: "2-digit",
    }));
    return format.format(at);
  }
}
