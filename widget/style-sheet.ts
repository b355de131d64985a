/** Sheets of the later views. Constructed, since a policy may forbid every `<style>`; without Lit's `css`, see view-host.ts. */
export function styleSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}

export function adopt(root: ShadowRoot | null, ...sheets: CSSStyleSheet[]): void {
  for (const sheet of sheets) if (!root?.adoptedStyleSheets.includes(sheet)) root?.adoptedStyleSheets.push(sheet);
}
