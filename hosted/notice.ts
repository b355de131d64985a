export type Choice = { label: string; run: () => void } | { label: string; href: string };

/** Replaces what `place` says. With a title the focus goes there: what was announced is then read from its beginning. */
export function showNotice(place: HTMLElement, notice: { title?: string; text: string; choices?: Choice[] }): void {
  const { title, text, choices = [] } = notice;
  const parts: HTMLElement[] = [];
  const heading = title === undefined ? null : element("h2", title);
  if (heading) {
    heading.tabIndex = -1;
    parts.push(heading);
  }
  parts.push(element("p", text));
  if (choices.length > 0) {
    const row = element("p", "");
    row.className = "buttons";
    row.append(...choices.map(control));
    // One is meant, the others are possible.
    for (const other of [...row.children].slice(1)) other.classList.add("plain");
    parts.push(row);
  }
  place.replaceChildren(...parts);
  place.hidden = false;
  heading?.focus();
}

export function hideNotice(place: HTMLElement): void {
  place.replaceChildren();
  place.hidden = true;
}

function control(choice: Choice): HTMLElement {
  if ("href" in choice) {
    const link = document.createElement("a");
    link.href = choice.href;
    link.className = "button plain";
    link.textContent = choice.label;
    return link;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = choice.label;
  button.addEventListener("click", choice.run);
  return button;
}

function element(name: "h2" | "p", text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
