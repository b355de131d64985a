import type { LiveElement } from "./live-element.ts";
import type { LauncherPort } from "./port.ts";

type Host = Pick<LiveElement, "renderRoot" | "performUpdate"> & { readonly port: LauncherPort };
type Follow = (dialog: HTMLElement) => () => void;

/** The panel's `<dialog>`: open and closed, and what the keyboard means to it. */
export class PanelDialog {
  isOpen = false;
  readonly #host: Host;
  readonly #follower: () => Promise<Follow>;
  /** While the panel covers all; resolves with the way to stop. */
  #following: Promise<() => void> | undefined;

  /** `follower` loads keyboard.ts. */
  constructor(host: Host, follower: () => Promise<Follow>) {
    this.#host = host;
    this.#follower = follower;
  }

  /** At once, so that the field is there within the task of the click. */
  show(): void {
    this.#set(true);
    const dialog = this.#element;
    if (dialog.open) return;
    // Nothing but the panel is seen then, so the page behind must be out of reach.
    if (matchMedia("(max-width:480px),(max-height:420px)").matches) {
      dialog.showModal();
      this.#following = this.#follower().then((follow) => follow(dialog));
    } else dialog.show();
  }

  hide(): void {
    if (!this.isOpen) return;
    this.#following?.then(
      (stop) => stop(),
      () => {},
    );
    this.#following = undefined;
    this.#element.close();
    this.#set(false);
    this.#host.port.button.focus();
  }

  /** The page's own shortcuts must not hear what is typed here: to them the target is no field. */
  readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.type === "keydown" && event.key === "Escape" && !event.defaultPrevented) this.cancel(event);
  };

  /** Esc, or the phone's way back: browsers send it to a dialog that covers the page. Pressed again, it closes without asking. */
  readonly cancel = (event: Event): void => {
    event.preventDefault();
    this.hide();
  };

  get #element(): HTMLDialogElement {
    return this.#host.renderRoot.querySelector("dialog") as HTMLDialogElement;
  }

  #set(isOpen: boolean): void {
    if (isOpen === this.isOpen) return;
    this.isOpen = isOpen;
    const { button, emit } = this.#host.port;
    button.setAttribute("aria-expanded", `${isOpen}`);
    emit(isOpen ? "support-open" : "support-close");
    this.#host.performUpdate();
  }
}
