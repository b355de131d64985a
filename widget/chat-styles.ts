import { styleSheet } from "./style-sheet.ts";

export const chatStyles = styleSheet(`
.main{overflow-anchor:none}
.log{display:flex;flex-direction:column;gap:8px}
.log>li{display:flex;flex-direction:column;align-items:flex-start;max-width:88%}
.log>.you{align-self:flex-end;align-items:flex-end}
.log>.system{align-self:center;max-width:100%}
.head{margin:8px 2px 4px;font-size:13px;color:var(--_dim)}
.head bdi{font-weight:600}
.bubble{padding:8px 12px;border-radius:12px;background:var(--_soft);max-width:100%}
p.bubble{white-space:pre-line}
.bubble>h3{margin:0 0 6px;font-size:15px}
.you>.bubble{background:var(--_accent);color:var(--_on)}
.system>.bubble{padding:4px 0;background:none;color:var(--_dim);font-size:13px;text-align:center}
.whole{margin-top:8px}
.helped{margin:10px 2px -6px;font-size:14px}
.delivery{margin-top:4px;font-size:13px}
.delivery .link{padding:2px 0;margin-inline-end:6px}
.actions .link{padding:7px 0}
.bar{padding:8px 16px;border-bottom:1px solid var(--_line);background:var(--_soft);font-size:14px}
.foot{padding:10px 12px 0;border-top:1px solid var(--_line)}
.foot+.composer{border-top:0}
.older{display:block;margin:0 auto 8px}
.fresh{position:sticky;bottom:0;display:block;margin:8px auto 0;padding:6px 14px;border-radius:16px;background:var(--_accent);color:var(--_on);font-size:14px}
.contact{margin-top:12px;font-size:14px}
form.contact{padding:10px 12px;border:1px solid var(--_line);border-radius:8px}
.contact label{display:block;line-height:1.3}
.contact div{display:flex;gap:8px;margin-top:8px}
.contact .error:not(:empty){margin-top:6px}
.contact .link{padding:5px 0}
input{flex:1;min-width:0;padding:6px 10px;border:1px solid var(--_dim);border-radius:8px;background:var(--_bg);color:inherit;font:inherit;font-size:16px}
`);
