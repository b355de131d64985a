/*
 * For pages that have no place for a tag, and for calls before anything has loaded: `SupportWidget("open")`. A file of its own, a
 * plain script, to be put before or after the widget's. `SupportWidget("boot", attributes)` makes the tag; every other name is a
 * method of `<support-widget>`; `on` listens and returns the way to stop.
 */

type Call = [name: string, ...given: unknown[]];
type Queue = ((...call: Call) => unknown) & { q?: Call[] };
type Tag = HTMLElement & Record<string, unknown>;

/** A page may have its own stub, one line long: what it has collected is carried out. */
const waiting = (globalThis as { SupportWidget?: Queue }).SupportWidget?.q ?? [];

/** Names of properties (`userToken`) and of attributes (`user-token`) are the same here. false and null: not there. */
function boot(attributes: Record<string, unknown>): void {
  const tag = found() ?? document.createElement("support-widget");
  for (const [name, value] of Object.entries(attributes)) {
    const attribute = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    if (value === false || value === null || value === undefined) tag.removeAttribute(attribute);
    else tag.setAttribute(attribute, value === true ? "" : `${value as string | number}`);
  }
  if (tag.isConnected) return;
  if (document.body) document.body.append(tag);
  else addEventListener("DOMContentLoaded", () => document.body.append(tag));
}

function on(type: string, listener: EventListener): () => void {
  const name = type.startsWith("support-") ? type : `support-${type}`;
  // Composed and bubbling: a tag that comes later is heard as well.
  document.addEventListener(name, listener);
  return () => document.removeEventListener(name, listener);
}

async function call(name: string, given: unknown[]): Promise<unknown> {
  await customElements.whenDefined("support-widget");
  // A page that is being read may have the tag further down.
  if (document.readyState === "loading") await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  const tag = found();
  const method = tag?.[name];
  if (!tag || typeof method !== "function")
    throw new Error(tag ? `<support-widget> has no method "${name}".` : "There is no <support-widget> in this page.");
  return (method as (...all: unknown[]) => unknown).apply(tag, given);
}

function found(): Tag | null {
  return document.querySelector<Tag>("support-widget");
}

const queue: Queue = (name, ...given) => {
  if (name === "boot") return boot((given[0] ?? {}) as Record<string, unknown>);
  if (name === "on") return on(String(given[0]), given[1] as EventListener);
  return call(name, given);
};

(globalThis as { SupportWidget?: Queue }).SupportWidget = queue;
for (const [name, ...given] of waiting)
  Promise.resolve(queue(name, ...given)).catch((error: unknown) => console.warn(error));
