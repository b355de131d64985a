import { adoptSession, exchangeReturnLink } from "../client/return-link.ts";
import { type Arrival, arrive } from "./arrival.ts";
import { type Choice, hideNotice, showNotice } from "./notice.ts";
import { pageStorage } from "./storage.ts";
import { loadWidget, type WidgetTag } from "./widget-tag.ts";
import { returnWords } from "./words.ts";

/*
 * "My requests": exchanges the return link of the fragment, puts the conversation where the widget keeps its own, and shows the
 * widget's panel on the whole page.
 */

const words = returnWords(document.documentElement.lang);
const desk = byId("desk");
const state = byId("state");
const server = location.origin;
const help: Choice = { label: words.help, href: desk.dataset.help ?? "/help" };
const retry: Choice = { label: words.retry, run: () => void begin() };
let tag: WidgetTag | null = null;

window.addEventListener("hashchange", () => {
  // A second link in the same tab: the page begins anew with it.
  if (location.hash !== "") location.reload();
});
void begin();

async function begin(): Promise<void> {
  if (location.hash.length > 1) showNotice(state, { text: words.opening });
  show(
    await arrive({
      fragment: location.hash,
      clearFragment: () => history.replaceState(null, "", location.pathname + location.search),
      exchange: (link) => exchangeReturnLink(server, link),
      adopt: (site, session) => adoptSession(pageStorage(), server, site, session),
    }),
  );
}

function show(arrival: Arrival): void {
  const fresh: Choice = { label: words.askAnew, run: () => void open("chat") };
  const list: Choice = { label: words.requests, run: () => void open("home") };
  switch (arrival.kind) {
    case "home":
      return void open("home");
    case "conversation":
      desk.dataset.site = arrival.site;
      return void open("chat");
    case "gone":
      return showNotice(state, { title: words.goneTitle, text: words.goneText, choices: [fresh, list, help] });
    case "unreachable":
      return showNotice(state, { title: words.offlineTitle, text: words.offlineText, choices: [retry, help] });
    case "no_storage":
      return showNotice(state, { title: words.storageTitle, text: words.storageText, choices: [retry, help] });
  }
}

async function open(view: "home" | "chat"): Promise<void> {
  try {
    await loadWidget();
    await (tag ??= newTag()).open(view);
    hideNotice(state);
  } catch {
    // A browser remembers for the life of the page that a module failed.
    const reload: Choice = { label: words.retry, run: () => location.reload() };
    showNotice(state, { title: words.brokenTitle, text: words.brokenText, choices: [reload, help] });
  }
}

/** Made only now: a widget that stood in the page before would have looked for its conversation too early. */
function newTag(): WidgetTag {
  const made = document.createElement("support-widget") as WidgetTag;
  made.setAttribute("site", desk.dataset.site ?? "default");
  made.addEventListener("support-close", () => {
    // Esc, or the phone's way back: the page must not stand there empty.
    showNotice(state, { text: words.closedText, choices: [{ label: words.show, run: () => void open("home") }, help] });
    state.querySelector("button")?.focus();
  });
  desk.append(made);
  return made;
}

function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}
