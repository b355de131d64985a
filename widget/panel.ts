import { html, nothing, render, type TemplateResult } from "lit/html.js";
import type { SendOptions } from "../client/types.ts";
import type { HomeResponse } from "../protocol/api.ts";
import type { AttachedFiles, Upload } from "./attached-files.ts";
import type { ConversationController } from "./controller.ts";
import { PanelDialog } from "./dialog.ts";
import { Field } from "./field.ts";
import { homeView } from "./home-view.ts";
import { icon } from "./icon.ts";
import { Later } from "./later.ts";
import { leave } from "./leave.ts";
import { LiveElement } from "./live-element.ts";
import type { LauncherPort, PanelElement, Settings, WidgetElement } from "./port.ts";
import { sessionKey } from "./session.ts";
import { settingsOf } from "./settings.ts";
import { pending } from "./shapes.ts";
import { siteUrl } from "./site-api.ts";
import { SiteHome } from "./site-home.ts";
import type { Strings } from "./strings/en.ts";
import { styles } from "./styles.ts";
import { type Place, Trail } from "./trail.ts";
import type { View, ViewHost } from "./view-host.ts";
import { Words } from "./words.ts";

/** The close button has a part of its own: a page that is nothing but the panel hides it. */
const part = "button close";

let isMade = false;

/** `<support-widget-panel>`: a dialog with a header, one view, and the field. port.ts says what it shares with the launcher. */
class SupportWidgetPanel extends LiveElement implements PanelElement, ViewHost {
  declare port: LauncherPort;
  #settings: Settings | undefined;
  readonly #words = new Words(this);
  readonly #home = new SiteHome(this);
  readonly #field = new Field(this);
  readonly #later = new Later(this);
  readonly #trail = new Trail();
  #wasOpened = false;
  /** Of the tag; and the language is that of the nearest `lang`: on the tag, around it, or the document's. */
  readonly #attributes = new MutationObserver((changes) => {
    // `open` is written by the panel itself.
    if (changes.some(({ attributeName }) => attributeName !== "open")) this.#refresh();
  });
  /** null: a file that the view needs could not be loaded. */
  #broken: null | undefined;
  readonly #dialog = new PanelDialog(this);
  /** Passes on what the page has put into the tag for the header. */
  readonly #slot = document.createElement("slot");

  /**
   * Parses the templates and compiles what draws them, in a panel that never comes into the page: a quarter of the time from the click to
   * the first letter (bench:widget).
   */
  static warmUp(): void {
    const panel = new SupportWidgetPanel();
    panel.#settings = {} as Settings;
    render(panel.render(), document.createElement("p"));
  }

  constructor() {
    super();
    isMade = true;
    this.renderRoot.adoptedStyleSheets = [styles];
  }

  get settings(): Settings {
    return this.#settings as Settings;
  }

  get isOpen(): boolean {
    return this.#dialog.isOpen;
  }

  get t(): Strings {
    return this.#words.now;
  }

  get site(): HomeResponse | null | undefined {
    return this.#home.answer;
  }

  get conversation(): ConversationController | undefined {
    return this.#later.conversation;
  }

  get files(): AttachedFiles | undefined {
    return this.#later.parts?.files;
  }

  get hasStored(): boolean {
    return this.#later.isStored;
  }

  get showsHome(): boolean {
    return this.#trail.place === "home";
  }

  get isMute(): boolean {
    const { kbOnly, userToken } = this.settings;
    return kbOnly || (!userToken && !!this.site?.identityRequired);
  }

  get showsChat(): boolean {
    return this.isOpen && this.#trail.place === "chat";
  }

  get main(): HTMLElement {
    return this.renderRoot.querySelector(".main") as HTMLElement;
  }

  get scroller(): HTMLElement {
    const { main } = this;
    return getComputedStyle(main).overflowY === "auto" ? main : (main.parentElement as HTMLElement);
  }

  override connectedCallback(): void {
    const { host } = this.getRootNode() as ShadowRoot;
    this.port = {
      host: host as WidgetElement,
      button: this.previousElementSibling as HTMLButtonElement,
      emit: (type, detail) =>
        host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable: true })),
    };
    this.#refresh();
    super.connectedCallback();
    this.id = "panel";
    this.setAttribute("exportparts", "panel,header,close,message,composer,button,badge");
    this.port.button.setAttribute("aria-controls", "panel");
    this.#dialog.tell();
    this.#attributes.observe(host, { attributes: true });
    this.#attributes.observe(document, { subtree: true, attributeFilter: ["lang"] });
    if (this.hasStored) void this.prepare();
    this.#slot.name = this.#slot.slot = "header";
    this.append(this.#slot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#attributes.disconnect();
  }

  open(view?: Place, quiet?: boolean): void {
    // Closed again, or opened, since the page has said so.
    if (quiet && (this.isOpen || !(this.port.host.hasAttribute("open") || this.#dialog.stands))) return;
    const first = !this.#wasOpened;
    if (first) {
      this.#wasOpened = true;
      this.#field.restore();
      // The field before anything else: what else there is comes with the next task.
      setTimeout(() => this.#home.load());
    }
    this.go(view ?? (first && this.hasStored ? "chat" : this.#trail.place), quiet, true);
  }

  hide(): void {
    this.#dialog.hide();
  }

  toggle(): void {
    if (this.isOpen) this.hide();
    else this.open();
  }

  async ask(text: string): Promise<void> {
    if (this.isMute) return this.search(text);
    this.open("chat");
    if (await this.send(text)) return;
    this.#field.fill(text, true);
    throw new Error(this.t.sendFailed);
  }

  search(text: string): void {
    this.open("home");
    this.#field.input(text);
  }

  showArticle(id: string): void {
    this.#trail.enter(id);
    this.open("article");
  }

  async startConversation({ text, fields }: { text: string; fields?: Record<string, unknown> }): Promise<void> {
    const { host } = this.port;
    host.context = { ...host.context, ...fields };
    if (!this.isMute) (await this.#later.talk()).client.open(null);
    await this.ask(text);
  }

  async sendMessage(text: string): Promise<void> {
    if (this.port.emit("support-before-send", { text })) await (await this.#later.talk()).send(text);
  }

  async logout(isTold?: boolean): Promise<void> {
    // What stands in the page stays there, emptied.
    if (!this.#dialog.stands) this.hide();
    // Without a wait: the page may be left in this very task.
    const { parts } = this.#later;
    parts?.talk.forget();
    parts?.home.forget();
    leave(this, isTold);
    this.#field.reset();
    if (this.#wasOpened) this.go("home", true);
  }

  siteUrl(path: string): string {
    return siteUrl(this.settings, path);
  }

  fill(text: string): void {
    this.#field.fill(text);
  }

  async send(text: string, options?: SendOptions, upload?: Upload): Promise<boolean | null> {
    if (!this.port.emit("support-before-send", { text })) return null;
    const anew = this.showsHome;
    if (!this.showsChat || this.#broken === null) this.go("chat");
    try {
      // What failed before may load now.
      return await (await this.#later.talk()).send(text, options, anew, upload);
    } catch {
      this.#field.failed = true;
      this.requestUpdate();
      return false;
    }
  }

  #refresh(): void {
    const before = this.#settings;
    const next = settingsOf(this.port.host);
    this.#settings = next;
    this.setAttribute("theme", next.theme);
    this.setAttribute("mode", next.mode);
    this.#words.use(next.lang);
    this.requestUpdate();
    if (!before) return;
    const moved =
      sessionKey(before) !== sessionKey(next) || before.storage !== next.storage || before.consent !== next.consent;
    const spoken = before.lang !== next.lang;
    if (moved) {
      this.#later.drop();
      if (this.hasStored) void this.prepare();
    }
    if (this.#home.wasAsked && (moved || spoken || before.suggest !== next.suggest)) this.#home.load();
    if (!moved && !spoken) return;
    if (this.#field.search.text) this.#field.search.run();
    if (this.#trail.place === "article") void this.#open("article");
  }

  /** What a conversation needs is fetched while the question is written. */
  prepare(): Promise<unknown> {
    return this.#later.talk().catch(quiet);
  }

  go(place: Place, quiet?: boolean, opens?: boolean): void {
    // Back from a hit to the hits; but a draft that was begun elsewhere is no search.
    const isBack = this.#trail.place === "article";
    this.#trail.place = place === "chat" && this.isMute ? "home" : place;
    this.#field.search.input(isBack && this.showsHome ? this.#field.text : "");
    void this.#open(place);
    // Now: the field of the new view is another element, and gets the focus.
    if (opens) this.#dialog.show(quiet);
    else this.performUpdate();
    this.scroller.scrollTo(0, 0);
    if (quiet) return;
    // An article is to be read: no keyboard over it.
    if (place === "article") this.rest();
    else this.#field.focus();
  }

  rest(): void {
    this.main.focus();
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const { key, cancel } = this.#dialog;
    const { place } = this.#trail;
    const { parts } = this.#later;
    const unread = this.conversation?.unread;
    const name = this.site?.name ?? t.supportName;
    const view: View | undefined = place === "home" || this.#broken === null ? undefined : parts?.[place];
    return html`<dialog part="panel" aria-label=${name} @keydown=${key} @keypress=${key} @keyup=${key} @cancel=${cancel} @close=${cancel}>
      <div class="frame ${this.site === undefined ? "" : "full"}" lang=${t.lang} dir=${this.settings.dir || t.dir} aria-busy=${!this.#words.known}>
        <div class="header" part="header">
          ${this.showsHome ? nothing : icon(t.goBack, "M14 5l-7 7 7 7", () => this.go(this.#trail.back()))}
          <h2 dir="auto">${name}</h2>
          <slot name="header"></slot>
          ${icon(t.closePanel, "M6 6l12 12M18 6L6 18", () => this.hide(), part)}
        </div>
        ${view?.top?.()}
        <div class="main" tabindex="0">${
          view
            ? view.content()
            : place === "home"
              ? this.#home.wasAsked
                ? homeView(this, this.#field.search, () => this.#home.load(), parts?.home)
                : nothing
              : pending(t, this.#broken, () => this.go(place))
        }</div>
        ${(this.showsHome ? parts?.chat : view)?.foot?.()}
        ${this.#field.render(this.isMute ? t.searchHere : this.showsHome ? t.askQuestion : place === "chat" ? t.writeMessage : t.askAboutThis)}
      </div>
    </dialog>
    ${unread ? html`<span class="badge" part="badge" aria-hidden="true">${unread}</span>` : nothing}`;
  }

  protected override updated(): void {
    const unread = this.conversation?.unread;
    const name = unread ? this.t.supportUnread(unread) : this.t.supportName;
    if (this.#words.known) this.port.button.setAttribute("aria-label", name);
    if (this.showsHome) this.main.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  async #open(place: Place): Promise<void> {
    this.#broken = undefined;
    try {
      const parts = await this.#later.load();
      // A conversation that exists is connected; one that does not is begun by the first message.
      if (place !== "article" && this.hasStored) await this.#later.talk();
      parts[place].open(this.#trail.articles.at(-1) ?? "");
    } catch {
      this.#broken = null;
    }
    this.requestUpdate();
  }
}

/** What failed to load ahead fails again, and visibly, when it is needed. */
function quiet(): void {}

if (!customElements.get("support-widget-panel")) {
  customElements.define("support-widget-panel", SupportWidgetPanel);
  // While the page rests; not where somebody was faster.
  (window.requestIdleCallback ?? setTimeout)(() => isMade || SupportWidgetPanel.warmUp());
}
