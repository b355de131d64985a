import type { WidgetTag } from "./widget-tag.ts";

/*
 * Help pages are complete without this script. It opens the chat in the page where it is loaded; else the link leads to the chat on
 * its own page, as it does without JavaScript.
 */
for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-chat]")) {
  link.addEventListener("click", (event) => {
    const widget = document.querySelector<WidgetTag>("support-widget");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!plain || !widget || !customElements.get("support-widget")) return;
    event.preventDefault();
    widget.open("chat").catch(() => location.assign(link.href));
  });
}
