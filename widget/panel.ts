import { html, LitElement, nothing, type PropertyValues, render, type TemplateResult } from "lit";
import type { SendOptions } from "../client/types.ts";
import type { HomeResponse } from "../protocol/api.ts";
import type { Article } from "../protocol/article.ts";
import type { ConversationController } from "./controller.ts";
import { Field } from "./field.ts";
import { homeView, pending } from "./home-view.ts";
import type { LauncherPort, PanelElement, Settings, ViewName } from "./port.ts";
import { pageStorage, sessionKey } from "./session.ts";
import { readArticle, readHome } from "./site-api.ts";
import { en, type Strings } from "./strings/en.ts";
import { loadStrings, stringsNow } from "./strings/load.ts";
import { styles } from "./styles.ts";
import type { Lit, View, ViewHost } from "./view-host.ts";

export { loadStrings };

const lit: Lit = { html, nothing, render };

/** `<support-widget-panel>`: a dialog with a header, one view, and the field. port.ts says what it shares with the launcher. */
class SupportWidgetPanel extends LitElement implements PanelElement, ViewHost {
  static override properties = { settings: { attribute: false } };
  static override styles = styles;

  declare settings: Settings;
  declare port: LauncherPort;
  isOpen = false;
  conversation: ConversationController | undefined;
  readonly #field = new Field(this);
  #view: ViewName | "article" = "home";
  /** Views whose file is here. */
  readonly #views: Partial<Record<string, View>> = {};
  /** null: the file of a view could not be loaded. */
  #broken: null | undefined;
  /** Where the first article was opened from, and the articles since. */
  #from: ViewName = "home";
  #articles: string[] = [];
  /** undefined: on its way; null: failed. */
  #site: HomeResponse | null | undefined;
  #siteAsked: Promise<HomeResponse> | undefined;
  /** undefined: the language is on its way. */
  #words: Strings | undefined;
  #stopFollowing: Promise<() => void> | undefined;

  get t(): Strings {
    return this.#words ?? en;
  }

  get hasStored(): boolean {
    const storage = pageStorage();
    // A first message that never left this browser lies in the outbox alone.
    return !!(storage?.getItem(this.#sessionKey) ?? storage?.getItem(`${this.#sessionKey}:outbox`));
  }

  get showsHome(): boolean {
    return this.#view === "home";
  }

  get showsChat(): boolean {
    return this.isOpen && this.#view === "chat";
  }

  get scroller(): HTMLElement | null {
    return this.renderRoot.querySelector(".main");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.id = "panel";
    this.setAttribute("exportparts", "panel,header,message,composer,button,badge");
    this.port.button.setAttribute("aria-controls", "panel");
    if (this.hasStored) this.prepare();
  }

  show(view?: ViewName): void {
    const first = !this.#siteAsked;
    if (first) this.#loadSite();
    this.#setOpen(true);
    const dialog = this.#dialog;
    if (!dialog.open) {
      if (matchMedia("(max-width:480px)").matches) {
        // Nothing but the panel is seen there, so the page behind must be out of reach.
        dialog.showModal();
        this.#stopFollowing = import("./keyboard.ts").then(({ followKeyboard }) => followKeyboard(dialog));
      } else dialog.show();
    }
    this.#go(view ?? (first && this.hasStored ? "chat" : this.#view));
  }

  hide(): void {
    if (!this.isOpen) return;
    this.#stopFollowing?.then((stop) => stop(), quiet);
    this.#dialog.close();
    this.#setOpen(false);
    this.port.button.focus();
  }

  async ask(text: string): Promise<void> {
    this.show("chat");
    if (!(await this.send(text))) this.fill(text);
  }

  search(text: string): void {
    this.show("home");
    this.#field.input(text);
  }

  showArticle(id: string): void {
    if (this.#view !== "article") {
      this.#from = this.#view;
      this.#articles = [];
      this.#view = "article";
    }
    this.#articles.push(id);
    if (this.isOpen) this.#go("article");
    else this.show();
  }

  readArticle(id: string): Promise<Article> {
    return readArticle(this.settings, id);
  }

  fill(text: string): void {
    this.#field.fill(text);
  }

  async send(text: string, options?: SendOptions): Promise<boolean> {
    if (this.#view !== "chat") this.#go("chat");
    try {
      (await this.#converse()).send(text, options);
      return true;
    } catch {
      this.#field.failed = true;
      this.requestUpdate();
      return false;
    }
  }

  /** What a conversation needs is fetched while the question is written. */
  prepare(): void {
    this.#converse().catch(quiet);
    this.#load("chat").catch(quiet);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("settings")) return;
    const before: Settings | undefined = changed.get("settings");
    const { server, site, lang, theme } = this.settings;
    this.setAttribute("theme", theme);
    void this.#loadWords();
    if (!before) return;
    const moved = before.server !== server || before.site !== site;
    if (moved) {
      this.conversation?.dispose();
      this.conversation = undefined;
      if (this.hasStored) this.prepare();
    }
    if (this.#siteAsked && (moved || before.lang !== lang)) this.#loadSite();
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const view = this.#views[this.#view];
    const unread = this.conversation?.unread;
    const name = this.#site?.name ?? t.support;
    return html`<dialog part="panel" aria-label=${name} @keydown=${this.#key} @keypress=${stop} @cancel=${this.#cancel}>
      <div class="frame" lang=${t.lang} dir="ltr" aria-busy=${!this.#words}>
        <header part="header">
          ${this.showsHome ? nothing : icon("back", t.back, "M14 5l-7 7 7 7", () => this.#back())}
          <h2 dir="auto">${name}</h2>
          ${icon("", t.close, "M6 6l12 12M18 6L6 18", () => this.hide())}
        </header>
        ${view?.top?.()}
        <div class="main" tabindex="0">${this.#content(view)}</div>
        ${view?.foot?.()}
        ${this.#field.render(this.showsHome ? t.question : this.#view === "chat" ? t.message : t.askAboutThis)}
      </div>
    </dialog>
    ${unread ? html`<span class="badge" part="badge" aria-hidden="true">${unread}</span>` : nothing}`;
  }

  protected override updated(): void {
    const unread = this.conversation?.unread;
    if (this.#words) this.port.button.ariaLabel = unread ? this.t.unread(unread) : this.t.support;
    this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  #content(view: View | undefined): unknown {
    if (view) return view.content();
    if (!this.showsHome) return pending(this.t, this.#broken, () => this.#go(this.#view));
    return homeView({
      t: this.t,
      site: this.#site,
      search: this.#field.search,
      resumable: !!this.conversation?.snapshot.messages.public.length,
      resume: () => this.#go("chat"),
      open: (id) => this.showArticle(id),
      reload: () => this.#loadSite(),
    });
  }

  #go(view: ViewName | "article"): void {
    this.#view = view;
    this.#field.search.input(this.showsHome ? this.#field.text : "");
    this.scroller?.scrollTo(0, 0);
    if (view !== "home") {
      this.#load(view).then(
        (loaded) => loaded.open(this.#articles.at(-1) ?? ""),
        () => {
          this.#broken = null;
          this.requestUpdate();
        },
      );
    }
    this.requestUpdate();
    // An article is to be read: no keyboard over it.
    if (view === "article") this.scroller?.focus();
    else this.#field.focus();
  }

  #back(): void {
    this.#articles.pop();
    this.#go(this.#view === "chat" ? "home" : this.#articles.length ? "article" : this.#from);
  }

  async #load(name: "chat" | "article"): Promise<View> {
    const View =
      name === "chat" ? (await import("./chat-view.ts")).ChatView : (await import("./article-view.ts")).ArticleView;
    this.#broken = undefined;
    this.requestUpdate();
    return (this.#views[name] ??= new View(this, lit));
  }

  async #converse(): Promise<ConversationController> {
    const { ConversationController } = await import("./controller.ts");
    return (this.conversation ??= new ConversationController(this, pageStorage(), this.#sessionKey));
  }

  async #loadWords(): Promise<void> {
    const { lang } = this.settings;
    this.#words = stringsNow(lang) ?? this.#words;
    const words = await loadStrings(lang).catch(() => en);
    if (lang !== this.settings.lang) return;
    this.#words = words;
    this.requestUpdate();
  }

  #loadSite(): void {
    const asked = readHome(this.settings);
    const show = (site: HomeResponse | null): void => {
      // Another language or site was asked for meanwhile.
      if (asked !== this.#siteAsked) return;
      this.#site = site;
      this.requestUpdate();
    };
    this.#siteAsked = asked;
    this.#site = undefined;
    this.requestUpdate();
    asked.then(show, () => show(null));
  }

  /** The page's own shortcuts must not hear what is typed here: to them the target is no field. */
  #key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape" && !event.defaultPrevented) this.#cancel(event);
  }

  /** Esc, or the phone's way back. */
  #cancel(event: Event): void {
    event.preventDefault();
    this.hide();
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector("dialog") as HTMLDialogElement;
  }

  get #sessionKey(): string {
    return sessionKey(this.settings.server, this.settings.site);
  }

  /** At once, so that the field is there within the task of the click. */
  #setOpen(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.requestUpdate();
    this.performUpdate();
    this.port.button.ariaExpanded = `${isOpen}`;
    this.port.emit(isOpen ? "support-open" : "support-close");
  }
}

function icon(name: string, label: string, path: string, click: () => void): TemplateResult {
  return html`<button part="button" class="icon ${name}" aria-label=${label} @click=${click}>
    <svg viewBox="0 0 24 24"><path d=${path} /></svg>
  </button>`;
}

function stop(event: Event): void {
  event.stopPropagation();
}

/** What failed to load ahead fails again, and visibly, when it is needed. */
function quiet(): void {}

if (!customElements.get("support-widget-panel")) customElements.define("support-widget-panel", SupportWidgetPanel);
