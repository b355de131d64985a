import type { PanelElement, ViewName } from "./port.ts";

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
    ":host([hidden]){display:none!important}@media print{:host{display:none!important}}" +
    ":host(:is([hide-launcher],[mode=inline],[mode=page])) button{display:none}" +
    ":host>*{position:fixed;z-index:var(--sw-z,2147483000);bottom:calc(var(--sw-inset-block,20px) + env(safe-area-inset-bottom));inset-inline:var(--_s) var(--_e)}" +
    // Black or white on it, whichever reads better: at this lightness both have a contrast of 4.6. A browser that cannot
    // compute that inherits the white.
    "button{cursor:pointer;padding:13px;border-radius:50%;border:1px solid #0000;background:var(--sw-accent,#1c5fcc);color:var(--sw-on-accent,lch(from var(--sw-accent,#1c5fcc) calc((49.44 - l)*999) 0 0))}" +
    // A path that is cut out of a border: forced colours take away grounds.
    'i{display:block;border:14px solid;clip-path:path("M4 5h20v15H12l-5 5v-5H4z")}' +
    ":host>slot{margin-bottom:64px;background:#fff;color:#000}",
);

/** Attributes of the same names, with a hyphen before each capital (HTML lets them be written so). */
const PROPERTIES = "server site position theme mode suggest userToken consent storage zIndex hideLauncher kbOnly sound";
/** Before the panel's words are here. */
const LABELS: Record<string, string> = { ru: "Поддержка", es: "Ayuda", ar: "الدعم" };
/** Failures are told by `support-error`; the widget's own calls have nobody to catch them. Any function that does nothing will do. */
const quiet = String;
/** Run by the panel, in the order in which they were called. */
const OF_PANEL = "open toggle ask search showArticle startConversation sendMessage logout".split(" ");

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
 * @attr {"bubble"|"inline"|"page"} [mode="bubble"] - `bubble`: a button in the corner and a panel over the page. `inline`: the panel stands open where the tag stands, as wide as its place and `--sw-height` high. `page`: it fills the window. The last two have no button.
 * @attr {boolean} [hide-launcher] - No button: the page has one of its own and calls `open()`.
 * @attr {boolean} [open] - The panel is open. Set and removed by the widget as well; setting it opens without taking the focus.
 * @attr {string} [user-token] - Who the visitor is: a JWT that the page's own server has signed (HS256 or ES256).
 * @attr {"none"|"ask"} [consent="none"] - `ask`: before the first message is sent, the visitor must agree to the owner's text.
 * @attr {"local"|"session"|"none"} [storage="local"] - Where the conversation is kept after the first message: in the browser, until the tab is closed, or nowhere but in this page.
 * @attr {boolean} [kb-only] - Articles and search, no chat.
 * @attr {boolean} [sound] - A short tone for a message that comes while nobody looks.
 * @attr {number} [z-index=2147483000] - Layer of launcher and panel; the same as `--sw-z`.
 * @attr {string} [suggest] - Articles that fit the page, shown before the popular ones: article ids (`billing/refund`) or categories, with spaces between.
 * @attr {"ltr"|"rtl"} [dir="ltr"] - `rtl` mirrors the panel. The page's own direction only decides on which side `end` is.
 * @fires {CustomEvent<null>} support-ready - The button has come into the page; again when the tag is moved. Nothing else has loaded.
 * @fires {CustomEvent<null>} support-open - The panel has opened.
 * @fires {CustomEvent<null>} support-close - The panel has closed.
 * @fires {CustomEvent<{ count: number }>} support-unread - The number of messages from bot and agents that the visitor has not seen has changed.
 * @fires {CustomEvent<{ code: string }>} support-error - `load_failed`: the panel could not be loaded (network, or the page's policy), the tag's content is shown instead. `forbidden_origin`: the page is not on the site's list. Other codes say why the server refused the chat.
 * @fires {CustomEvent<null>} support-escalated - The conversation has passed from the bot to the team.
 * @fires {CustomEvent<{ number: number }>} support-ticket - The request has got its number.
 * @fires {CustomEvent<{ status: "received" | "in_progress" | "waiting_for_you" | "solved" }>} support-status - The state of the request has changed: one of the four that the visitor reads.
 * @fires {CustomEvent<{ stars: number }>} support-rated - The visitor has rated a solved request with 1 to 5 stars, and the server has it.
 * @fires {CustomEvent<{ article: string, helped: boolean }>} support-helpful - The visitor has said whether an article, or the bot's answer out of it, has helped.
 * @fires {CustomEvent<{ event: string, respond: (text: string | Promise<string>) => void }>} support-action - The visitor has pressed a button of an article whose action is an event. What it does is the page's business; it may answer with a text, which is shown under the button.
 * @fires {CustomEvent<{ text: string }>} support-before-send - A message is about to be sent. `preventDefault()` keeps it in the field.
 * @fires {CustomEvent<{ text: string }>} support-message-sent - The server has a message of the visitor.
 * @fires {CustomEvent<{ author: "bot" | "agent", name: string, text: string }>} support-message-received - A message of the bot or of an agent has come.
 * @fires {CustomEvent<{ article: string, title: string }>} support-answer - The bot has answered with an article.
 * @fires {CustomEvent<{ state: "connecting" | "online" | "offline" | "refused" }>} support-connection - The connection of the chat has changed.
 * @slot icon - In place of the launcher's icon.
 * @slot header - In the panel's header, before the close button: a logo, a link.
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
 * @cssprop [--sw-height=600px] - Height of the panel that stands inline.
 * @cssprop [--sw-inset-block=20px] - Distance of the launcher from the bottom.
 * @cssprop [--sw-inset-inline=20px] - Distance of the launcher from its side.
 */
class SupportWidget extends HTMLElement {
  static observedAttributes = ["open", "lang", "z-index"];

  static {
    for (const name of OF_PANEL) {
      // The first word loads the panel, and callbacks of one promise run in their order.
      this.prototype[name as "search"] = function (...given) {
        return this.#create().then((panel) => panel[name as "search"](...given));
      };
    }
  }

  declare server: string;
  declare site: string;
  declare position: string;
  declare theme: string;
  declare mode: string;
  declare suggest: string;
  declare userToken: string;
  declare consent: string;
  declare storage: string;
  declare zIndex: string;
  declare hideLauncher: boolean;
  declare kbOnly: boolean;
  declare sound: boolean;

  /** Opens the panel, with the focus in its field: at `home` or `chat`, or without a view where the visitor left it. */
  declare open: (view?: ViewName) => Promise<void>;
  /** Opens the panel, or closes it. */
  declare toggle: () => Promise<void>;
  /** Opens the chat and sends `text` as the visitor's. Rejects if the chat cannot be loaded; the text then stands in the field. */
  declare ask: (text: string) => Promise<void>;
  /** Opens the home view with `text` in the field and the articles found for it. */
  declare search: (text: string) => Promise<void>;
  /** Opens an article by its id (`billing/refund`). */
  declare showArticle: (id: string) => Promise<void>;
  /** Opens the chat with a new conversation and sends `text` in it. `fields` are what the team shall know besides; they are added to the context. */
  declare startConversation: (begin: { text: string; fields?: Record<string, unknown> }) => Promise<void>;
  /** Sends `text` as the visitor's in the present conversation, and opens nothing. Rejects as `ask` does. */
  declare sendMessage: (text: string) => Promise<void>;
  /** For the end of the page's own session: takes the token away, closes the panel and removes everything that this browser keeps for the site. Resolves when it is gone. */
  declare logout: () => Promise<void>;

  /** What was said with `setContext`. */
  context: Record<string, unknown> | undefined;

  readonly #button = document.createElement("button");
  /** Passes on the tag's content where the panel could not be loaded. */
  readonly #slot = document.createElement("slot");
  #made: Promise<PanelElement> | undefined;

  constructor() {
    super();
    for (const name of PROPERTIES.split(" ")) this.#reflect(name as "site");
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = this.#button;
    button.part = "launcher";
    const icon = document.createElement("slot");
    icon.name = "icon";
    icon.append(document.createElement("i"));
    button.append(icon);
    button.onclick = () => this.toggle().catch(quiet);
    // Hover, keyboard focus, or a finger on its way down: the panel is made before the click.
    button.onpointerenter = button.onfocus = () => this.#create().catch(quiet);
    root.append(button);
  }

  /** The panel is open. The attribute `open` says the same, and opens and closes. */
  get isOpen(): boolean {
    return this.hasAttribute("open");
  }

  connectedCallback(): void {
    this.#label();
    this.#emit("support-ready");
    if (/^(i|pa)/.test(this.mode)) this.#quietly();
    if (document.readyState === "complete") this.#idle();
    else addEventListener("load", () => this.#idle());
  }

  disconnectedCallback(): void {
    // Moved to another place it is back within the task.
    queueMicrotask(() => void (this.isConnected || this.close()));
  }

  /** Of `open`, `z-index` and `lang`; the panel watches all by itself. */
  attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
    // The panel writes its own name there, and with it how much is unread.
    if (!this.#made && name === "lang") this.#label();
    // What is no whole number, and 0, is none. `|` makes a number of a text.
    if (name === "z-index") this.style.setProperty("--sw-z", `${(value as unknown as number) | 0 || ""}`);
    if (name === "open") {
      if (value === null) void this.close();
      else this.#quietly();
    }
  }

  /** Closes the panel. Loads nothing, but what was asked for before comes first. */
  async close(): Promise<void> {
    // Whoever asked for the panel hears that it could not be loaded.
    await this.#made?.then((panel) => panel.hide(), quiet);
  }

  /** Shows the launcher again. */
  show(): void {
    this.hideLauncher = false;
  }

  /** Closes the panel and takes the launcher away; methods and the tag's own attributes still work. */
  hide(): void {
    this.hideLauncher = true;
    void this.close();
  }

  /** Says who the visitor is: a JWT that the page's own server has signed. The same as the attribute `user-token`. */
  identify(token: string): void {
    this.userToken = token;
  }

  /** What the team shall know about the visitor or the page: short texts by name. Shown to agents as unverified. Replaces what was said before; loads nothing. */
  setContext(context: Record<string, unknown>): void {
    this.context = context;
  }

  /** Takes the element out of the page and ends its connection. What is stored stays. */
  destroy(): void {
    this.remove();
  }

  #label(): void {
    const { lang } = this.closest<HTMLElement>("[lang]") ?? document.documentElement;
    this.#button.ariaLabel = LABELS[(lang || navigator.language).slice(0, 2)] ?? "Support";
  }

  #reflect(property: "site"): void {
    const name = property.replace(/[A-Z]/, "-$&");
    const isYesNo = /^[hk]|so/.test(name);
    // A property set before the upgrade is the element's own, so the accessor must be too.
    const early = this[property];
    Object.defineProperty(this, property, {
      get: () => (isYesNo ? this.hasAttribute(name) : (this.getAttribute(name) ?? "")),
      set: (value) => {
        if (isYesNo) this.toggleAttribute(name, !!value);
        else this.setAttribute(name, value ?? "");
      },
    });
    if (early) this[property] = early;
  }

  /** Opened by the page, not by the visitor: the focus stays where it is. */
  #quietly(): void {
    const open: (view?: ViewName, quiet?: boolean) => Promise<void> = this.open;
    open.call(this, undefined, true).catch(quiet);
  }

  #create(): Promise<PanelElement> {
    return (this.#made ??= import(PANEL).then(
      () => {
        this.#slot.remove();
        // It finds what it needs of the launcher beside it.
        const panel = document.createElement("support-widget-panel") as PanelElement;
        this.#button.after(panel);
        return panel;
      },
      (error) => {
        // Policy or network: the page's own link (the tag's content) takes over.
        this.#made = undefined;
        this.#button.before(this.#slot);
        this.#emit("support-error", { code: "load_failed" });
        throw error;
      },
    ));
  }

  #idle(): void {
    // Safari has no requestIdleCallback.
    (window.requestIdleCallback ?? setTimeout)(() => {
      if (someoneTalked()) this.#create().catch(quiet);
      // Read and compiled; the panel itself is made when somebody comes near it.
      else if (!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData) import(PANEL).catch(quiet);
    });
  }

  #emit(type: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }
}

/** Somebody has talked here: the panel knows whether it was this visitor. */
function someoneTalked(): boolean {
  try {
    return /deskbell:/.test(`${Object.keys(localStorage).join()}${Object.keys(sessionStorage).join()}`);
  } catch {
    // Sandboxed frames and blocked site data throw on the mere access.
    return false;
  }
}

if (!customElements.get("support-widget")) customElements.define("support-widget", SupportWidget);
