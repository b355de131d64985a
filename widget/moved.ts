import type { ReactiveController } from "lit";
import type { ViewHost } from "./view-host.ts";

/** Moved to another place in the page, an element loses the focus, and a dialog its hold of the page. Both come back. */
export class Moved implements ReactiveController {
  readonly #root: ShadowRoot;
  #focused: HTMLElement | undefined;
  #isModal = false;

  constructor(host: ViewHost) {
    this.#root = host.renderRoot;
    this.#root.addEventListener("focusin", this.#look);
    // Browsers that tell of a focus lost by a move do so in the task of the move.
    this.#root.addEventListener("focusout", () => queueMicrotask(this.#look));
    host.addController(this);
    this.#look();
  }

  hostUpdated(): void {
    this.#isModal = !!this.#dialog?.matches(":modal");
  }

  hostConnected(): void {
    const dialog = this.#dialog;
    const focused = this.#focused;
    if (!dialog?.open) return;
    if (this.#isModal && !dialog.matches(":modal")) {
      // Not `close()`, which would be heard. It gives the focus to whatever is first.
      dialog.open = false;
      dialog.showModal();
    }
    focused?.focus();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.#root.querySelector("dialog");
  }

  readonly #look = (): void => {
    if (this.#root.isConnected) this.#focused = (this.#root.activeElement as HTMLElement | null) ?? undefined;
  };
}
