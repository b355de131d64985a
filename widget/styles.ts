/*
 * Shell, home and field; later views bring their own sheets. The panel lies in the launcher's shadow tree, where no rule of
 * the page reaches it, and what it would inherit is reset. Text on its ground has a contrast of at least 4.5 in both schemes.
 *
 * --_s, --_e come from the launcher (start, end); --_h, --_t from keyboard.ts (what the on-screen keyboard leaves).
 * .late: shown only when it takes long; a step, not a movement.
 * .grow: the text stands a second time, unseen, behind the field and gives it its height.
 * 16px in fields: below that, iOS zooms in.
 */
const dark =
  "--_bg:var(--sw-bg,#1c1e22);--_fg:var(--sw-fg,#e8eaed);--_dim:var(--sw-dim,#a8aeb8);--_line:var(--sw-line,#3c4047);" +
  "--_soft:var(--sw-soft,#2a2d33);--_link:var(--sw-link,#9dc2ff);--_bad:#ffb4ab;color-scheme:dark";

export const styles = new CSSStyleSheet();
styles.replaceSync(`:host{all:initial;display:contents;color-scheme:light;
--_bg:var(--sw-bg,#fff);--_fg:var(--sw-fg,#1b1d21);--_dim:var(--sw-dim,#5c626c);--_line:var(--sw-line,#d8dce2);
--_soft:var(--sw-soft,#f1f3f6);--_link:var(--sw-link,var(--_accent));--_bad:#b3261e;
--_accent:var(--sw-accent,#1c5fcc);--_on:var(--sw-on-accent,#fff);
--_low:calc(var(--sw-inset-block,20px) + env(safe-area-inset-bottom,0px));--_font:var(--sw-font,system-ui,sans-serif)}
:host([theme=dark]){${dark}}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${dark}}}
*{box-sizing:border-box;margin:0}
dialog,.badge{position:fixed;z-index:var(--sw-z,2147483000);inset:auto;inset-inline:var(--_s) var(--_e)}
dialog{bottom:calc(var(--_low) + 68px);width:380px;max-width:calc(100% - 40px);height:min(600px,100dvh - var(--_low) - 88px);padding:0;border:1px solid var(--_line);border-radius:var(--sw-radius,12px);overflow:hidden;background:var(--_bg);color:var(--_fg);font:15px/1.45 var(--_font);overflow-wrap:anywhere;box-shadow:0 8px 28px #0003}
dialog[open],.frame{display:flex;flex-direction:column}
.frame{flex:1;min-height:0}
[aria-busy=true] :is(.header,.main){visibility:hidden}
[aria-busy=true] ::placeholder{opacity:0}
.header{display:flex;align-items:center;min-height:52px;padding:4px 8px;border-bottom:1px solid var(--_line)}
h2{flex:1;padding:0 8px;font-size:16px}
h3{margin-bottom:12px;font-size:20px;line-height:1.25}
h4{margin:16px 0 4px;font-size:13px;color:var(--_dim)}
.main{flex:1;overflow:auto;overscroll-behavior:contain;padding:16px}
ul{padding:0;list-style:none}
button{font:inherit;color:inherit;border:0;background:none;padding:0;text-align:start;cursor:pointer}
:focus-visible{outline:2px solid var(--_link);outline-offset:-2px}
.main:focus-visible{outline:1px solid var(--_dim);outline-offset:-3px}
.icon,.send{display:grid;place-items:center;width:40px;height:40px;border-radius:8px}
svg{width:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.row{display:block;width:calc(100% + 16px);margin-inline:-8px;padding:9px 8px;border-radius:8px;cursor:pointer}
.row:hover,.icon:hover,[aria-selected=true]{background:var(--_soft)}
[aria-selected=true]{box-shadow:inset 3px 0 var(--_link)}
.strong{width:100%;margin:0;border:1px solid var(--_line);font-weight:600}
mark{background:none;color:var(--_link);font-weight:600}
.link{color:var(--_link);text-decoration:underline}
.note{color:var(--_dim)}
.error{color:var(--_bad)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.late{animation:late 0s .5s backwards}
@keyframes late{from{visibility:hidden}}
.composer{display:grid;grid-template-columns:1fr auto;align-items:end;gap:8px;padding:10px 12px;border-top:1px solid var(--_line)}
.composer p{grid-column:1/-1;font-size:13px}
.grow{display:grid;max-height:160px;overflow:auto;border:1px solid var(--_dim);border-radius:8px;font-size:16px}
.grow:focus-within{outline:2px solid var(--_link);outline-offset:-2px}
.grow::after{content:attr(data-text) " ";white-space:pre-wrap;visibility:hidden}
.grow::after,textarea{grid-area:1/1;min-width:0;padding:8px 10px;font:inherit;line-height:22px}
textarea{border:0;outline:0;background:none;color:inherit;resize:none;overflow:hidden}
::placeholder{color:var(--_dim);opacity:1}
.send{border-radius:50%;background:var(--_accent);color:var(--_on)}
.send:disabled{background:var(--_soft);color:var(--_dim);cursor:default}
.badge{bottom:calc(var(--_low) + 38px);min-width:22px;padding:0 6px;border-radius:11px;background:#c5221f;color:#fff;font:600 13px/22px var(--_font);text-align:center;pointer-events:none}
@media (max-width:480px){dialog{inset:var(--_t,0) 0 auto;width:100%;max-width:none;max-height:none;height:var(--_h,100dvh);border:0;border-radius:0}
.header{padding-top:max(4px,env(safe-area-inset-top))}}`);
