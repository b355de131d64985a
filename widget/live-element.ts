import type { ReactiveController, ReactiveControllerHost } from "lit";
import { render } from "lit/html.js";

/**
 * An element that draws itself with Lit's templates: one drawing per task however often it is asked for, and Lit's controllers.
 * The panel has no attributes and one property, so of LitElement (2.2 kB brotli) this is all it needs.
 */
export abstract class LiveElement extends HTMLElement implements ReactiveControllerHost {
  readonly renderRoot: ShadowRoot = this.attachShadow({ mode: "open" });
  updateComplete: Promise<boolean> = Promise.resolve(true);
  readonly #controllers = new Set<ReactiveController>();
  #isPending = false;

  protected abstract render(): unknown;
  protected abstract updated(): void;

  addController(controller: ReactiveController): void {
    this.#controllers.add(controller);
    if (this.isConnected) controller.hostConnected?.();
  }

  removeController(controller: ReactiveController): void {
    this.#controllers.delete(controller);
  }

  connectedCallback(): void {
    for (const controller of this.#controllers) controller.hostConnected?.();
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  requestUpdate(): void {
    if (this.#isPending) return;
    this.#isPending = true;
    this.updateComplete = Promise.resolve().then(() => {
      if (this.#isPending) this.performUpdate();
      return true;
    });
  }

  /** Draws now. */
  performUpdate(): void {
    // While controllers prepare themselves, what they ask for is part of this drawing.
    this.#isPending = true;
    for (const controller of this.#controllers) controller.hostUpdate?.();
    this.#isPending = false;
    render(this.render(), this.renderRoot);
    for (const controller of this.#controllers) controller.hostUpdated?.();
    this.updated();
  }
}
