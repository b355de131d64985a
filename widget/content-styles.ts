/** Articles and the bot's passages; what both later views and the home's extras use. */
export const contentStyles = `
.content{display:flex;flex-direction:column;gap:12px}
.content :is(ul,ol){padding-inline-start:24px;list-style:revert}
.content li+li{margin-top:4px}
.content li>*+*{margin-top:8px}
.content :is(h3,h4,h5){margin:4px 0 0;font-size:15px;font-weight:600;color:inherit}
.content code{font:13px/1.4 ui-monospace,monospace;background:var(--_soft);border-radius:4px;padding:1px 4px}
.content pre{padding:8px 12px;border-radius:8px;background:var(--_soft);white-space:pre-wrap}
.content pre code{padding:0;background:none}
.content :is(pre,code){direction:ltr;unicode-bidi:isolate}
.content blockquote{padding-inline-start:12px;border-inline-start:3px solid var(--_line);display:flex;flex-direction:column;gap:12px}
.content hr{border:0;border-top:1px solid var(--_line);width:100%}
.content img{max-width:100%;height:auto;border-radius:8px}
.content table{display:block;overflow-x:auto;border-collapse:collapse;overflow-wrap:normal}
.content :is(th,td){padding:4px 8px;border:1px solid var(--_line);text-align:start;vertical-align:top}
:is(.content,.bubble) a{color:var(--_link)}
.actions{display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin-top:12px}
.action{display:inline-block;padding:8px 12px;border:1px solid var(--_dim);border-radius:8px;color:var(--_link);text-decoration:none;font-weight:600;font-size:14px;line-height:1.4}
.action:hover{background:var(--_soft)}
.card{width:100%;margin:8px 0;padding:8px 12px;border:1px solid var(--_line);border-radius:8px}
.card>h4{margin-top:4px}
.cut{display:block;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.after{margin-top:16px;font-size:14px}
.after .link,p>.link{margin-inline-start:auto}
label{display:block;font-size:14px;line-height:24px}
input:not(.field,[type=checkbox]){width:100%;min-width:0;padding:8px;border:1px solid var(--_dim);border-radius:8px;background:var(--_bg);color:inherit;font:16px/1.3 var(--_font)}
details{margin-bottom:12px;font-size:14px}
summary{padding:4px 0;cursor:pointer;color:var(--_link)}
details ul{max-height:240px;overflow:auto}
details .row{width:100%;margin:0;padding:4px 8px}
.h4,.h5{padding-inline-start:20px}
.foot{padding:8px 12px 0;border-top:1px solid var(--_line);background:inherit}
.foot+.composer{border-top:0}
`;
