import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { SendOptions } from "../client/types.ts";
import type { Article } from "../protocol/article.ts";
import type { ConversationController } from "./controller.ts";
import { openDialog } from "./dialog.ts";
import { Field } from "./field.ts";
import { homeView, pending } from "./home-view.ts";
import { icon } from "./icon.ts";
import { LaterConversation } from "./later-conversation.ts";
import { LaterViews } from "./later-views.ts";
import type { LauncherPort, PanelElement, Settings } from "./port.ts";
import { readArticle } from "./site-api.ts";
import { SiteHome } from "./site-home.ts";
import type { Strings } from "./strings/en.ts";
import { styles } from "./styles.ts";
import { type Place, Trail } from "./trail.ts";
import type { View, ViewHost } from "./view-host.ts";
import { Words } from "./words.ts";

export { loadStrings } from "./strings/load.ts";

/** `<support-widget-panel>`: a dialog with a header, one view, and the field. port.ts says what it shares with the launcher. */
class SupportWidgetPanel extends LitElement implements PanelElement, ViewHost {
  static override properties = { settings: { attribute: false } };
  static override styles = styles;

  declare settings: Settings;
  declare port: LauncherPort;
  isOpen = false;
  readonly #words = new Words(this);
  readonly #home = new SiteHome(this);
  readonly #field = new Field(this);
  readonly #talk = new LaterConversation(this);
  readonly #views = new LaterViews(this);
  readonly #trail = new Trail();
  /** null: a file that the view needs could not be loaded. */
  #broken: null | undefined;
  #closing: (() => void) | undefined;

  get t(): Strings {
    return this.#words.now;
  }

  get conversation(): ConversationController | undefined {
    return this.#talk.controller;
  }

  get hasStored(): boolean {
    return this.#talk.isStored;
  }

  get showsHome(): boolean {
    return this.#trail.place === "home";
  }

  get showsChat(): boolean {
    return this.isOpen && this.#trail.place === "chat";
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

  show(view?: Place): void {
    const first = !this.#home.wasAsked;
    if (first) this.#home.load();
    this.#setOpen(true);
    if (!this.#dialog.open) this.#closing = openDialog(this.#dialog);
    this.#go(view ?? (first && this.hasStored ? "chat" : this.#trail.place));
  }

  hide(): void {
    if (!this.isOpen) return;
    this.#closing?.();
    this.#dialog.close();
    this.#setOpen(false);
    this.port.button.focus();
  }

  async ask(text: string): Promise<void> {
    this.show("chat");
    if (await this.send(text)) return;
    this.#field.fill(text, true);
    throw new Error("The chat could not be loaded; the text stands in the field.");
  }

  search(text: string): void {
    this.show("home");
    this.#field.input(text);
  }

  showArticle(id: string): void {
    this.#trail.enter(id);
    this.show("article");
  }

  readArticle(id: string): Promise<Article> {
    return readArticle(this.settings, id);
  }

  fill(text: string): void {
    this.#field.fill(text);
  }

  async send(text: string, options?: SendOptions): Promise<boolean> {
    if (this.#trail.place !== "chat" || this.#broken === null) this.#go("chat");
    try {
      // Both, or a message would be sent that can not be seen. What failed before may load now.
      (await Promise.all([this.#talk.load(), this.#views.load("chat")]))[0].send(text, options);
      return true;
    } catch {
      this.#field.failed = true;
      this.requestUpdate();
      return false;
    }
  }

  /** What a conversation needs is fetched while the question is written. */
  prepare(): void {
    this.#talk.load().catch(quiet);
    this.#views.load("chat").catch(quiet);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("settings")) return;
    const before: Settings | undefined = changed.get("settings");
    const { server, site, lang, theme } = this.settings;
    this.setAttribute("theme", theme);
    this.#words.use(lang);
    if (!before) return;
    const moved = before.server !== server || before.site !== site;
    if (moved) {
      this.#talk.drop();
      if (this.hasStored) this.prepare();
    }
    if (this.#home.wasAsked && (moved || before.lang !== lang)) this.#home.load();
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const view = this.#views.get(this.#trail.place);
    const unread = this.conversation?.unread;
    const name = this.#home.answer?.name ?? t.support;
    return html`<dialog part="panel" aria-label=${name} @keydown=${this.#key} @keypress=${stop} @keyup=${stop} @cancel=${this.#cancel}>
      <div class="frame" lang=${t.lang} dir="ltr" aria-busy=${!this.#words.known}>
        <div class="header" part="header">
          ${this.showsHome ? nothing : icon(t.back, "M14 5l-7 7 7 7", () => this.#go(this.#trail.back()))}
          <h2 dir="auto">${name}</h2>
          ${icon(t.close, "M6 6l12 12M18 6L6 18", () => this.hide())}
        </div>
        ${view?.top?.()}
        <div class="main" tabindex="0">${this.#content(view)}</div>
        ${view?.foot?.()}
        ${this.#field.render(this.showsHome ? t.question : this.#trail.place === "chat" ? t.message : t.askAboutThis)}
      </div>
    </dialog>
    ${unread ? html`<span class="badge" part="badge" aria-hidden="true">${unread}</span>` : nothing}`;
  }

  protected override updated(): void {
    const unread = this.conversation?.unread;
    const name = unread ? this.t.unread(unread) : this.t.support;
    if (this.#words.known) this.port.button.setAttribute("aria-label", name);
    this.renderRoot.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  #content(view: View | undefined): unknown {
    if (!this.showsHome && (!view || this.#broken === null)) {
      return pending(this.t, this.#broken, () => this.#go(this.#trail.place));
    }
    if (view) return view.content();
    return homeView({
      t: this.t,
      site: this.#home.answer,
      search: this.#field.search,
      resumable: !!this.conversation?.snapshot.messages.public.length,
      resume: () => this.#go("chat"),
      open: (id) => this.showArticle(id),
      reload: () => this.#home.load(),
    });
  }

  #go(view: Place): void {
    this.#trail.place = view;
    this.#field.search.input(this.showsHome ? this.#field.text : "");
    this.scroller?.scrollTo(0, 0);
    if (view !== "home") void this.#open(view);
    this.requestUpdate();
    // An article is to be read: no keyboard over it.
    (view === "article" ? this.scroller : this.#field)?.focus();
  }

  async #open(name: "chat" | "article"): Promise<void> {
    this.#broken = undefined;
    try {
      // A conversation that exists is worth waiting for; one that does not is begun by the first message.
      const [view] = await Promise.all([
        this.#views.load(name),
        name === "chat" && this.hasStored && this.#talk.load(),
      ]);
      view.open(this.#trail.articles.at(-1) ?? "");
    } catch {
      this.#broken = null;
    }
    this.requestUpdate();
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

  /** At once, so that the field is there within the task of the click. */
  #setOpen(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    this.port.button.setAttribute("aria-expanded", `${isOpen}`);
    this.port.emit(isOpen ? "support-open" : "support-close");
    this.requestUpdate();
    this.performUpdate();
  }
}

function stop(event: Event): void {
  event.stopPropagation();
}

/** What failed to load ahead fails again, and visibly, when it is needed. */
function quiet(): void {}

if (!customElements.get("support-widget-panel")) customElements.define("support-widget-panel", SupportWidgetPanel);
