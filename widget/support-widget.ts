import type { LauncherPort, PanelElement, PanelModule, Settings, ViewName } from "./port.ts";
import { pageStorage, sessionKey } from "./session.ts";

/*
 * `<support-widget>`: everything that a page sees before the first click, in 1.5 kB. So no Lit, and nothing that can wait
 * for the panel.
 */

/** File name of the panel relative to this one; the build fills it in. */
declare const __PANEL__: string;

/** Chunks lie beside this script, which may lie on another host than the page. */
const PANEL = new URL(__PANEL__, import.meta.url).href;

const sheet = new CSSStyleSheet();
// `display: contents`: a host without a box cannot be moved, clipped or faded by the page's rules; !important inside a
// shadow tree outranks every rule of the page. Custom properties pass through `all`, the panel reads --_s and --_e too.
sheet.replaceSync(
  ":host{all:initial!important;display:contents!important;color:#fff!important;--_s:auto;--_e:var(--sw-inset-inline,20px)}" +
    ":host([position=start]){--_s:var(--sw-inset-inline,20px);--_e:auto}" +
    ":host([hidden]){display:none!important}" +
    "button,slot{position:fixed;z-index:var(--sw-z,2147483000);bottom:calc(var(--sw-inset-block,20px) + env(safe-area-inset-bottom,0px));inset-inline:var(--_s) var(--_e)}" +
    // Black or white on it, whichever reads better: at this lightness both have a contrast of 4.6. A browser that cannot
    // compute that inherits the white.
    "button{padding:13px;border:1px solid #0000;cursor:pointer;border-radius:50%;background:var(--sw-accent,#1c5fcc);color:var(--sw-on-accent,lch(from var(--sw-accent,#1c5fcc) calc((49.44 - l)*infinity) 0 0))}" +
    "svg{display:block;width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:2}" +
    "slot{margin-bottom:64px;padding:8px;background:#fff;color:#000}",
);

const ATTRIBUTES = ["server", "site", "position", "theme", "suggest", "lang", "dir"] as const;

/**
 * The support chat: a button in the corner that opens a panel with articles, the bot and the team. Attributes are properties of the
 * same name. Methods may be called before anything has loaded: they run in order, and their promises reject if the panel's file can
 * not be loaded.
 *
 * @tagname support-widget
 * @attr {string} [server] - Origin of the Deskbell server. Default: the one that the script came from.
 * @attr {string} [site="default"] - Whose knowledge base and inbox. The default is the server's first site.
 * @attr {string} [lang] - Language of words and articles. Without it that of the nearest element around, of the document, of the browser, in this order. A change of any of them shows at once.
 * @attr {"auto"|"light"|"dark"} [theme="auto"] - `auto` follows the visitor's own preference.
 * @attr {"end"|"start"} [position="end"] - Side of the button and the panel.
 * @attr {string} [suggest] - Articles that fit the page, shown before the popular ones: article ids (`billing/refund`) or categories, with spaces between.
 * @attr {"ltr"|"rtl"} [dir="ltr"] - `rtl` mirrors the panel. The page's own direction only decides on which side `end` is.
 * @fires {CustomEvent<null>} support-ready - The button is in the page. Nothing else has loaded.
 * @fires {CustomEvent<null>} support-open - The panel has opened.
 * @fires {CustomEvent<null>} support-close - The panel has closed.
 * @fires {CustomEvent<{ count: number }>} support-unread - The number of messages from bot and agents that the visitor has not seen has changed.
 * @fires {CustomEvent<{ code: string }>} support-error - `load_failed`: the panel could not be loaded (network, or the page's policy), the tag's content is shown instead. `forbidden_origin`: the page is not on the site's list. Other codes say why the server refused the chat.
 * @fires {CustomEvent<null>} support-escalated - The conversation has passed from the bot to the team.
 * @fires {CustomEvent<{ number: number }>} support-ticket - The request has got its number.
 * @fires {CustomEvent<{ status: "received" | "in_progress" | "waiting_for_you" | "solved" }>} support-status - The state of the request has changed: one of the four that the visitor reads.
 * @fires {CustomEvent<{ stars: number }>} support-rated - The visitor has rated a solved request with 1 to 5 stars, and the server has it.
 * @fires {CustomEvent<{ article: string, helped: boolean }>} support-helpful - The visitor has said whether an article, or the bot's answer out of it, has helped.
 * @fires {CustomEvent<{ event: string }>} support-action - The visitor has pressed a button of an article whose action is an event. What it does is the page's business.
 * @slot - Shown when the chat cannot be: without JavaScript, or when its file is refused. A link to the help centre or an e-mail address.
 * @csspart launcher - The button in the corner.
 * @csspart panel - The dialog. On narrow and low screens it covers the page.
 * @csspart header - Name of the site, the ways back and out.
 * @csspart close - The button in the header that closes the panel.
 * @csspart message - One message of the conversation with its head and buttons.
 * @csspart composer - The form at the foot, with the field.
 * @csspart button - Buttons inside the panel, the close button too.
 * @csspart badge - The number of unread messages on the launcher.
 * @cssprop [--sw-accent=#1c5fcc] - Launcher, send button, the visitor's own messages; darkened or lightened until it can be read, links.
 * @cssprop [--sw-on-accent] - Text on the accent. Default: black or white, whichever reads better.
 * @cssprop [--sw-link] - Links and the focus ring. Default: made of the accent.
 * @cssprop [--sw-bg] - Ground of the panel. Default: white, or #1c1e22 in the dark.
 * @cssprop [--sw-fg] - Text. Default: #1b1d21, or #e8eaed in the dark.
 * @cssprop [--sw-dim] - Secondary text, and borders of fields and buttons. Default: #5c626c, or #a8aeb8 in the dark.
 * @cssprop [--sw-line] - Lines between parts. Default: #d8dce2, or #3c4047 in the dark.
 * @cssprop [--sw-soft] - Ground of bubbles, bars and what the pointer is on. Default: #f1f3f6, or #2a2d33 in the dark.
 * @cssprop [--sw-font=system-ui, sans-serif] - Font family.
 * @cssprop [--sw-radius=12px] - Corners of the panel.
 * @cssprop [--sw-z=2147483000] - Layer of launcher and panel.
 * @cssprop [--sw-inset-block=20px] - Distance of the launcher from the bottom.
 * @cssprop [--sw-inset-inline=20px] - Distance of the launcher from its side.
 */
class SupportWidget extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  declare server: string;
  declare site: string;
  declare position: string;
  declare theme: string;
  declare suggest: string;

  readonly #button = document.createElement("button");
  readonly #slot = document.createElement("slot");
  #ready = false;
  #module: Promise<PanelModule> | undefined;
  #panel: PanelElement | undefined;
  /** The last method called; the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  readonly #emit: LauncherPort["emit"] = (type, detail) => {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  };

  constructor() {
    super();
    for (const name of ATTRIBUTES) this.#reflect(name);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = this.#button;
    button.part = "launcher";
    button.setAttribute("aria-expanded", "false");
    const path = svg("path");
    path.setAttribute("d", "M5 6h18v13H12l-6 4v-4H5z");
    const icon = svg("svg");
    icon.append(path);
    button.append(icon);
    button.onclick = () => this.toggle().catch(quiet);
    // Hover, keyboard focus, or a finger on its way down: the file is read and run before the click.
    button.onpointerenter = button.onfocus = () =>
      this.#load()
        .then((panel) => panel.loadStrings(this.#settings().lang))
        .catch(quiet);
    root.append(button);
  }

  /** The panel is open. */
  get isOpen(): boolean {
    return !!this.#panel?.isOpen;
  }

  connectedCallback(): void {
    this.attributeChangedCallback();
    if (this.#ready) return;
    this.#ready = true;
    this.#emit("support-ready");
    if (document.readyState === "complete") this.#idle();
    else addEventListener("load", () => this.#idle());
  }

  disconnectedCallback(): void {
    this.#panel?.hide();
  }

  attributeChangedCallback(): void {
    const settings = this.#settings();
    if (this.#panel) this.#panel.settings = settings;
    else this.#button.setAttribute("aria-label", settings.lang.startsWith("ru") ? "Поддержка" : "Support");
  }

  /** Opens the panel, with the focus in its field: at `home` or `chat`, or without a view where the visitor left it. */
  open(view?: ViewName): Promise<void> {
    return this.#run((panel) => panel.show(view));
  }

  /** Closes the panel. Loads nothing, but what was asked for before comes first. */
  close(): Promise<void> {
    return this.#last.then(() => this.#panel?.hide());
  }

  /** Opens the panel, or closes it. */
  toggle(): Promise<void> {
    return this.#run((panel) => (panel.isOpen ? panel.hide() : panel.show()));
  }

  /** Opens the chat and sends `text` as the visitor's. Rejects if the chat cannot be loaded; the text then stands in the field. */
  ask(text: string): Promise<void> {
    return this.#run((panel) => panel.ask(text));
  }

  /** Opens the home view with `text` in the field and the articles found for it. */
  search(text: string): Promise<void> {
    return this.#run((panel) => panel.search(text));
  }

  /** Opens an article by its id (`billing/refund`). */
  showArticle(id: string): Promise<void> {
    return this.#run((panel) => panel.showArticle(id));
  }

  #reflect(name: (typeof ATTRIBUTES)[number]): void {
    // A property set before the upgrade is the element's own, so the accessor must be too.
    const early = this[name];
    Object.defineProperty(this, name, {
      get: () => this.getAttribute(name) ?? "",
      set: (value) => {
        this.setAttribute(name, value);
      },
    });
    if (early) this[name] = early;
  }

  #run(step: (panel: PanelElement) => void | Promise<void>): Promise<void> {
    const done = this.#last.then(() => this.#create()).then(step);
    this.#last = done.catch(quiet);
    return done;
  }

  #load(): Promise<PanelModule> {
    return (this.#module ??= import(PANEL).catch((error) => {
      this.#module = undefined;
      throw error;
    }));
  }

  async #create(): Promise<PanelElement> {
    try {
      await this.#load();
    } catch (error) {
      // Policy or network: the page's own link (the tag's content) takes over.
      this.#button.before(this.#slot);
      this.#emit("support-error", { code: "load_failed" });
      throw error;
    }
    this.#slot.remove();
    // After the wait: the page's idle time and a tap may both have asked.
    if (this.#panel) return this.#panel;
    const panel = document.createElement("support-widget-panel") as PanelElement;
    panel.settings = this.#settings();
    panel.port = { button: this.#button, emit: this.#emit, refresh: () => this.attributeChangedCallback() };
    this.#button.after(panel);
    return (this.#panel = panel);
  }

  #idle(): void {
    // Safari has no requestIdleCallback.
    (window.requestIdleCallback ?? setTimeout)(() => {
      if (pageStorage()?.getItem(sessionKey(this.#settings()))) this.#create().catch(quiet);
      else if (!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData) {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, { rel: "modulepreload", href: PANEL }));
      }
    });
  }

  #settings(): Settings {
    const { theme, suggest, dir } = this;
    return {
      server: new URL(this.server, PANEL).origin,
      site: this.site || "default",
      lang: (this.closest<HTMLElement>("[lang]") ?? document.documentElement).lang || navigator.language,
      theme,
      suggest,
      dir,
    };
  }
}

function svg(name: string): Element {
  return document.createElementNS("http://www.w3.org/2000/svg", name);
}

/** Failures are told by `support-error`; the widget's own calls have nobody to catch them. */
function quiet(): void {}

if (!customElements.get("support-widget")) customElements.define("support-widget", SupportWidget);
