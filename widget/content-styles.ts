import { styleSheet } from "./style-sheet.ts";

/** Articles and the bot's passages. */
export const contentStyles = styleSheet(`
.content{display:flex;flex-direction:column;gap:10px}
.content :is(ul,ol){padding-inline-start:22px;list-style:revert}
.content li+li{margin-top:4px}
.content li>*+*{margin-top:6px}
.content :is(h3,h4,h5){margin:6px 0 0;font-size:15px;font-weight:600;color:inherit}
.content a{color:var(--_link)}
.content code{font:13px/1.4 ui-monospace,monospace;background:var(--_soft);border-radius:4px;padding:1px 4px}
.content pre{padding:8px 10px;border-radius:8px;background:var(--_soft);white-space:pre-wrap}
.content pre code{padding:0;background:none}
.content blockquote{padding-inline-start:12px;border-inline-start:3px solid var(--_line);display:flex;flex-direction:column;gap:10px}
.content hr{border:0;border-top:1px solid var(--_line);width:100%}
.content table{display:block;overflow-x:auto;border-collapse:collapse;overflow-wrap:normal}
.content :is(th,td){padding:4px 8px;border:1px solid var(--_line);text-align:start;vertical-align:top}
.actions{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}
.action{display:inline-block;padding:7px 12px;border:1px solid var(--_dim);border-radius:8px;color:var(--_link);text-decoration:none;font-weight:600;font-size:14px}
.action:hover{background:var(--_soft)}
`);
