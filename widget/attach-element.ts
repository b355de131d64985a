type Own<Tag extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[Tag], "part">> & {
  part?: string;
};

/** An element with these properties. `append` makes text nodes of strings. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  own: Own<Tag>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const node = Object.assign(document.createElement(tag), own);
  node.append(...children);
  return node;
}

/** `ariaLabel` where the words alone do not say of which file. */
export function button(
  className: string,
  label: string,
  onclick: () => unknown,
  ariaLabel: string | null = null,
): HTMLButtonElement {
  return element("button", { type: "button", part: "button", className, onclick, ariaLabel }, label);
}

export function alert(...children: (Node | string)[]): HTMLElement {
  return element("p", { className: "error", role: "alert" }, ...children);
}

/** The name, which is text from outside and may be written in the other direction, and the size, as the language says it. */
export function factsOf({ name }: { name: string }, size: number, lang: string): HTMLElement[] {
  return [element("bdi", {}, name), element("span", { className: "note" }, ` ${sizeIn(lang, size)} `)];
}

/** "1.4 MB". */
export function sizeIn(lang: string, bytes: number): string {
  const isSmall = bytes < 1_048_576;
  return (bytes / (isSmall ? 1_024 : 1_048_576)).toLocaleString(lang, {
    style: "unit",
    unit: isSmall ? "kilobyte" : "megabyte",
    maximumFractionDigits: 1,
  });
}
