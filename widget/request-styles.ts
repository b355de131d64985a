/** A sheet of its own, beside the panel's: whoever never meets people does not load it. */
export const requestStyles = new CSSStyleSheet();
requestStyles.replaceSync(`.closing>.link,.contact .error:not(:empty){margin-top:8px}
.contact{margin-top:12px;font-size:14px}
.line{display:flex;gap:8px;margin-top:8px}
form.contact{padding:8px 12px;border:1px solid var(--_line);border-radius:8px}
.closing{margin-top:16px}
.closing .line{flex-wrap:wrap}
.closing h4{margin-top:4px}
legend{padding:0}
.line .action{flex:none}
.stars{display:flex;flex-wrap:wrap;margin-top:8px;padding:0;border:0}
.stars label{position:relative;width:40px;border-radius:8px;font-size:28px;line-height:40px;text-align:center;color:var(--_link);cursor:pointer}
.stars label::before{content:"☆"}
.stars label:is(:has(:checked),:has(~label :checked))::before{content:"★"}
.stars input{position:absolute;inset:0;height:100%;margin:0;opacity:0;cursor:inherit}`);
