import { GREETING, LAUNCHER_STYLES, PANEL_STYLES } from "./panel-styles.ts";

/** Floor: launcher and hello-world panel in one file, no library. Inlined into the page it is the floor without a request. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(PANEL_STYLES + LAUNCHER_STYLES);

class VanillaFloor extends HTMLElement {
  connectedCallback(): void {
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const button = document.createElement("button");
    button.className = "launcher";
    button.textContent = "Chat";
    button.onclick = () => this.#open(root);
    root.append(button);
  }

  #open(root: ShadowRoot): void {
    const panel = document.createElement("div");
    panel.className = "panel";
    panel.innerHTML = `<header>Support</header><div class="log" role="log"><p>${GREETING}</p></div>
      <form><input class="field" aria-label="Message"><button>Send</button></form>`;
    const form = panel.querySelector("form") as HTMLFormElement;
    const field = panel.querySelector("input") as HTMLInputElement;
    form.onsubmit = (event) => {
      event.preventDefault();
      const line = document.createElement("p");
      line.textContent = field.value;
      panel.querySelector(".log")?.append(line);
      field.value = "";
    };
    root.append(panel);
    field.focus();
  }
}

customElements.define("floor-widget", VanillaFloor);
