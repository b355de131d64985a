import { followKeyboard } from "./keyboard.ts";
import type { LiveElement } from "./live-element.ts";
import type { LauncherPort, Settings } from "./port.ts";

type Host = Pick<LiveElement, "renderRoot" | "performUpdate"> & {
  readonly port: LauncherPort;
  readonly settings: Settings;
};

/** The panel's `<dialog>`: open and closed, and what the keyboard means to it. */
export class PanelDialog {
  readonly #host: Host;
  isOpen = false;
  /** While the panel covers all. */
  #following: AbortController | undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** It is part of the page, and has no button. */
  get stands(): boolean {
    return /^(inline|page)$/.test(this.#host.settings.mode);
  }

  /** Draws at once, so that the field is there within the task of the click. `quiet`: the focus stays where it is. */
  show(quiet?: boolean): void {
    this.#set(true);
    this.#host.performUpdate();
    const dialog = this.#element;
    if (dialog.open) return;
    // Nothing but the panel is seen then, so the page behind must be out of reach. And over a dialog of the page only another is heard.
    const covers = document.querySelector(":modal") || matchMedia("(max-width:480px),(max-height:420px)").matches;
    if (covers && !this.stands) {
      dialog.showModal();
      followKeyboard(dialog, (this.#following = new AbortController()));
    } else if (quiet) dialog.open = true;
    else dialog.show();
  }

  hide(): void {
    if (!this.isOpen) return;
    // Closed by the page while the visitor is elsewhere in it: there they stay.
    const wasInside = this.#host.renderRoot.activeElement;
    this.#following?.abort();
    this.#element.close();
    this.#set(false);
    this.#host.performUpdate();
    if (wasInside) this.#host.port.button.focus();
  }

  /** The page's own shortcuts must not hear what is typed here: to them the target is no field. */
  readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.type === "keydown" && event.key === "Escape" && !event.defaultPrevented) this.cancel(event);
  };

  /** Esc, or the phone's way back: browsers send it to a dialog that covers the page. Pressed again, it closes without asking. */
  readonly cancel = (event: Event): void => {
    event.preventDefault();
    if (!this.stands) this.hide();
  };

  get #element(): HTMLDialogElement {
    return this.#host.renderRoot.querySelector("dialog") as HTMLDialogElement;
  }

  #set(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    const { host, emit } = this.#host.port;
    host.toggleAttribute("open", isOpen);
    this.tell();
    emit(isOpen ? "support-open" : "support-close");
  }

  /** To the launcher. */
  tell(): void {
    this.#host.port.button.setAttribute("aria-expanded", `${this.isOpen}`);
  }
}
