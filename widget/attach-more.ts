import { technicalDetails } from "./attach-details.ts";
import type { Kit } from "./attach-large.ts";
import { adoptMoreStyles } from "./attach-more-styles.ts";
import { type AttachMoreStrings, enAttachMore } from "./strings/en-attach-more.ts";
import type { ViewHost } from "./view-host.ts";

/* What few want of attached files: a file of its own. */

export { showLarge } from "./attach-large.ts";

/** Shows in `place` the very text that is going to be attached, to be changed at will, and puts the focus there. */
export function detailsForm(
  host: ViewHost,
  { element, button }: Pick<Kit, "element" | "button">,
  place: HTMLElement,
  attach: (files: File[]) => void,
  cancel: () => void,
): void {
  adoptMoreStyles(host.renderRoot);
  const words: AttachMoreStrings = host.t.later ?? enAttachMore;
  const text = element("textarea", { rows: 9, ariaLabel: words.detailsShown });
  text.value = technicalDetails(host, words.detailNames);
  const done = (): void => attach([new File([text.value], "technical-details.txt", { type: "text/plain" })]);
  const buttons = [button("action", words.attachThis, done), button("action", words.cancelThis, cancel)];
  place.replaceChildren(
    element(
      "div",
      {},
      element("p", {}, words.detailsShown),
      text,
      element("div", { className: "actions" }, ...buttons),
    ),
  );
  text.focus();
  // From the first line on.
  text.setSelectionRange(0, 0);
}
