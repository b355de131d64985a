import type { button, element } from "./attach-element.ts";
import { adoptMoreStyles } from "./attach-more-styles.ts";
import type { drawn } from "./attach-picture.ts";
import type { ViewHost } from "./view-host.ts";

export type Kit = { element: typeof element; button: typeof button; drawn: typeof drawn };

/**
 * Shows a picture as large as the window. `load`: null: it could not be had.
 *
 * @param kit handed over, or it would be cut out into a third file
 */
export async function showLarge(
  { t, renderRoot }: ViewHost,
  { element, button, drawn }: Kit,
  place: HTMLElement,
  name: string,
  load: () => Promise<ImageBitmap | null>,
  download: HTMLElement,
): Promise<void> {
  adoptMoreStyles(renderRoot);
  const view = element("div", { className: "main", tabIndex: 0 }, t.isLoading);
  const dialog = element("dialog", { className: "large", ariaLabel: name, onclose: () => dialog.remove() });
  const close = button("link", t.closePanel, () => dialog.close());
  // Esc closes this one, not the panel around it.
  dialog.onkeydown = (event) => event.stopPropagation();
  dialog.append(element("div", { className: "header" }, element("bdi", {}, name), download, close), view);
  place.append(dialog);
  dialog.showModal();
  close.focus();
  const bitmap = await load();
  view.replaceChildren(bitmap ? drawn(bitmap, Number.POSITIVE_INFINITY) : t.loadFailed);
  bitmap?.close();
}
