const sheet = new CSSStyleSheet();
sheet.replaceSync(`.files .actions>:has(textarea){flex:1}
textarea:not(.field){width:100%;padding:8px;border-radius:8px;background:none;color:inherit;font:inherit}
dialog.large[open]{position:fixed!important;inset:0!important;z-index:1;width:100%!important;max-width:none;height:100%!important;max-height:none;border:0;border-radius:0}
.large>.header{gap:16px;padding:8px 16px}
.large bdi{flex:1}
.large canvas{display:block;max-width:100%;margin:auto}`);

/** A sheet of its own, beside those of the panel and of attached files; to be called before either part is shown. */
export function adoptMoreStyles({ adoptedStyleSheets: sheets }: ShadowRoot): void {
  if (!sheets.includes(sheet)) sheets.push(sheet);
}
