import type { PanelElement, PanelModule, Settings, ViewName, WidgetEvents } from "./port.ts";
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
// `display: contents`: a host without a box can not be moved, clipped or faded by the page's rules; !important inside a
// shadow tree outranks every rule of the page. Custom properties pass through `all`, the panel reads --_s and --_e too.
sheet.replaceSync(
  ":host{all:initial!important;display:contents!important;--_s:auto;--_e:var(--sw-inset-inline,20px)}" +
    ":host([position=start]){--_s:var(--sw-inset-inline,20px);--_e:auto}" +
    ":host([hidden]){display:none!important}" +
    "div,slot{position:fixed;z-index:var(--sw-z,2147483000);bottom:calc(var(--sw-inset-block,20px) + env(safe-area-inset-bottom,0px));inset-inline:var(--_s) var(--_e)}" +
    "button{padding:14px;border:0;cursor:pointer;border-radius:50%;background:var(--sw-accent,#1c5fcc);color:var(--sw-on-accent,#fff)}" +
    "svg{display:block;width:28px;fill:none;stroke:currentColor;stroke-width:2}" +
    "slot{display:block;margin-bottom:64px;padding:8px;background:#fff}",
);

const ATTRIBUTES = ["server", "site", "position", "theme"] as const;

class SupportWidget extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, "lang"];

  declare server: string;
  declare site: string;
  declare position: string;
  declare theme: string;

  readonly #box = document.createElement("div");
  readonly #button = document.createElement("button");
  readonly #slot = document.createElement("slot");
  #ready = false;
  #module: Promise<PanelModule> | undefined;
  #panel: PanelElement | undefined;
  /** The last method called; the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    for (const name of ATTRIBUTES) this.#reflect(name);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = this.#button;
    button.part = "launcher";
    button.setAttribute("aria-expanded", "false");
    const icon = svg("svg", "viewBox", "0 0 24 24");
    icon.append(svg("path", "d", "M4 5h16v11H10l-5 4v-4H4z"));
    button.append(icon);
    button.onclick = () => this.toggle().catch(quiet);
    // Hover, keyboard focus, or a finger on its way down: the file is read and run before the click.
    button.onpointerenter = button.onfocus = () =>
      this.#load()
        .then((panel) => panel.loadStrings(this.#settings().lang))
        .catch(quiet);
    this.#box.append(button);
    root.append(this.#box);
  }

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

  open(view?: ViewName): Promise<void> {
    return this.#run((panel) => panel.show(view));
  }

  /** Loads nothing, but what was asked for before comes first. */
  close(): Promise<void> {
    return this.#last.then(() => this.#panel?.hide());
  }

  toggle(): Promise<void> {
    return this.#run((panel) => (panel.isOpen ? panel.hide() : panel.show()));
  }

  /** Opens the chat and sends `text`. */
  ask(text: string): Promise<void> {
    return this.#run((panel) => panel.ask(text));
  }

  search(text: string): Promise<void> {
    return this.#run((panel) => panel.search(text));
  }

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
    if (this.#panel) return this.#panel;
    try {
      await this.#load();
    } catch (error) {
      // Policy or network: the page's own link (the tag's content) takes over.
      this.#box.prepend(this.#slot);
      this.#emit("support-error", { code: "load_failed" });
      throw error;
    }
    this.#slot.remove();
    const panel = document.createElement("support-widget-panel") as PanelElement;
    panel.settings = this.#settings();
    panel.port = { button: this.#button, emit: this.#emit.bind(this) };
    this.#box.after(panel);
    return (this.#panel = panel);
  }

  #idle(): void {
    // Safari has no requestIdleCallback.
    (window.requestIdleCallback ?? setTimeout)(() => {
      const { server, site } = this.#settings();
      if (pageStorage()?.getItem(sessionKey(server, site))) this.#create().catch(quiet);
      else if (!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData) {
        const link = document.createElement("link");
        document.head.append(Object.assign(link, { rel: "modulepreload", href: PANEL }));
      }
    });
  }

  #settings(): Settings {
    return {
      server: new URL(this.server, PANEL).origin,
      site: this.site || "default",
      lang: (this.closest<HTMLElement>("[lang]") ?? document.documentElement).lang || navigator.language,
      theme: this.theme,
    };
  }

  #emit<Type extends keyof WidgetEvents>(type: Type, detail?: WidgetEvents[Type]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

function svg(name: string, attribute: string, value: string): Element {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  element.setAttribute(attribute, value);
  return element;
}

/** Failures are told by `support-error`; the widget's own calls have nobody to catch them. */
function quiet(): void {}

if (!customElements.get("support-widget")) customElements.define("support-widget", SupportWidget);
