import { LAUNCHER_STYLES } from "./panel-styles.ts";

/** Floor: a launcher without a library that loads the Lit panel, ahead when the page is idle or only on the click. */

/** The build fills these in. */
declare const __PANEL__: string;
declare const __PRELOAD__: boolean;
const PANEL = new URL(__PANEL__, import.meta.url).href;

const sheet = new CSSStyleSheet();
sheet.replaceSync(LAUNCHER_STYLES);

class FacadeFloor extends HTMLElement {
  connectedCallback(): void {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.className = "launcher";
    button.textContent = "Chat";
    button.onclick = async () => {
      await import(PANEL);
      root.append(document.createElement("floor-panel"));
    };
    root.append(button);
    if (!__PRELOAD__) return;
    const ahead = () =>
      requestIdleCallback(() => {
        document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: PANEL }));
      });
    if (document.readyState === "complete") ahead();
    else addEventListener("load", ahead);
  }
}

customElements.define("floor-widget", FacadeFloor);
