import { chatStyles } from "./chat-styles.ts";
import { contentStyles } from "./content-styles.ts";

/*
 * Shell, home and field here; the views that load later beside this file, but in the same sheet: apart from the rest their rules cost
 * 1.3 kB instead of 0.9. The panel lies in the launcher's shadow tree, where no rule of
 * the page reaches it, and what it would inherit is reset.
 *
 * Tokens. Type: 13 (--_small), 15 (text), 16 (fields: below that, iOS zooms in; header), 20 (title). Space: multiples of 4. Radius: 8 inside,
 * --sw-radius outside. Targets: at least 24, the usual one 40. Colours: text on its ground has a contrast of at least 4.5 in both schemes.
 * --_s, --_e (start, end) come from the launcher; --_h, --_t from keyboard.ts (what the on-screen keyboard leaves).
 * An owner's accent may be any colour: as that of links its lightness is moved until it can be read on --_soft, and some of its chroma is
 * given up, or the screen would clip it back to where it was.
 *
 * .full: the site has answered. Before that nothing is bold: to load a second font costs a fifth of the time to the first letter (bench:widget).
 * .late: shown only when it takes long; a step, not a movement.
 * .grow: the text stands a second time, unseen, behind the field and gives it its height.
 * Transparent borders are there for forced colours, which draw them and no backgrounds.
 * The container rule is for little height (400 % zoom, on-screen keyboard): then all of the panel scrolls, not only its middle.
 */
const dark =
  "--_bg:var(--sw-bg,#1c1e22);--_fg:var(--sw-fg,#e8eaed);--_dim:var(--sw-dim,#a8aeb8);--_line:var(--sw-line,#3c4047);" +
  "--_soft:var(--sw-soft,#2a2d33);--_link:var(--sw-link,var(--_pale,#9dc2ff));--_bad:#ffb4ab;color-scheme:dark";

export const styles = new CSSStyleSheet();
styles.replaceSync(`:host{all:initial;display:contents;color-scheme:light;--_small:13px;--_accent:var(--sw-accent,#1c5fcc);--_on:var(--sw-on-accent,#fff);
--_bg:var(--sw-bg,#fff);--_fg:var(--sw-fg,#1b1d21);--_dim:var(--sw-dim,#5c626c);--_line:var(--sw-line,#d8dce2);
--_soft:var(--sw-soft,#f1f3f6);--_link:var(--sw-link,var(--_deep,var(--_accent)));--_bad:#b3261e;
--_low:calc(var(--sw-inset-block,20px) + env(safe-area-inset-bottom,0px));--_font:var(--sw-font,system-ui,sans-serif)}
@supports (color:lch(from red l c h)){:host{--_on:var(--sw-on-accent,lch(from var(--_accent) calc((49.44 - l)*infinity) 0 0));--_deep:lch(from var(--_accent) min(l,42) min(c,60) h);--_pale:lch(from var(--_accent) max(l,76) min(c,40) h)}}
:host([theme=dark]){${dark}}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${dark}}}
*{box-sizing:border-box;margin:0}
dialog,.badge{position:fixed;z-index:var(--sw-z,2147483000);inset:auto;inset-inline:var(--_s) var(--_e)}
dialog{bottom:calc(var(--_low) + 68px);width:380px;max-width:calc(100% - 40px);height:min(600px,100dvh - var(--_low) - 88px);padding:0;border:1px solid var(--_line);border-radius:var(--sw-radius,12px);overflow:hidden;background:var(--_bg);color:var(--_fg);font:15px/1.45 var(--_font);overflow-wrap:anywhere;box-shadow:0 8px 28px #0003;container-type:size;user-select:text;-webkit-user-select:text}
dialog[open],.frame{display:flex;flex-direction:column}
.frame{flex:1;min-height:0;background:inherit}
[aria-busy=true] :is(.header,.main){visibility:hidden}
[aria-busy=true] ::placeholder{opacity:0}
.header{display:flex;align-items:center;min-height:52px;padding:4px 8px;border-bottom:1px solid var(--_line)}
h2{flex:1;padding:0 8px;font-size:16px}
h3{margin-bottom:8px;font-size:20px;line-height:1.25}
.frame:not(.full) :is(h2,h3){font-weight:400}
h4{margin:16px 0 4px;font-size:var(--_small);color:var(--_dim)}
.main{flex:1;overflow:auto;overscroll-behavior:contain;padding:16px}
ul{padding:0;list-style:none}
button{font:inherit;color:inherit;border:0;background:none;padding:0;text-align:start;cursor:pointer}
h2,h3,.row,.note{text-align:-webkit-match-parent;text-align:match-parent}
:focus-visible,[aria-selected=true],.grow:focus-within,.stars label:focus-within{outline:2px solid var(--_link);outline-offset:-2px}
.main:focus-visible{outline:1px solid var(--_dim);outline-offset:-3px}
.icon,.send{display:grid;place-items:center;width:40px;height:40px;border-radius:8px}
[dir=rtl] .icon{transform:scaleX(-1)}
svg{width:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.row{display:block;width:calc(100% + 16px);margin-inline:-8px;padding:8px;border-radius:8px;cursor:pointer;color:inherit;text-decoration:none}
:is(.row,.icon):hover,[aria-selected=true]{background:var(--_soft)}
:is(.row,.icon,.action):active{background:var(--_line)}
mark{background:none;color:var(--_link);font-weight:600}
.link{display:inline-block;min-height:24px;color:var(--_link);text-decoration:underline}
.note{color:var(--_dim)}
.error{color:var(--_bad)}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.late{animation:late 0s .5s backwards}
@keyframes late{from{visibility:hidden}}
.composer{display:flex;flex-wrap:wrap;align-items:end;gap:8px;padding:8px 12px;border-top:1px solid var(--_line);background:inherit}
.composer p{flex:1 0 100%;font-size:var(--_small)}
.grow{flex:1;display:grid;max-height:160px;overflow:auto;border:1px solid var(--_dim);border-radius:8px;font-size:16px}
.grow::after{content:attr(data-text) " ";white-space:pre-wrap;visibility:hidden}
.grow:has(input)::after{white-space:pre;overflow:hidden}
.grow>*,.grow::after{grid-area:1/1;min-width:0}
.grow .icon{place-self:end;height:38px}
.grow::after,.field{padding:8px;padding-inline-end:40px;font:inherit;line-height:22px}
.field{border:0;outline:0;background:none;color:inherit;resize:none;overflow:hidden}
::placeholder{color:var(--_dim);opacity:1}
.send,.fresh{border:1px solid #0000;border-radius:50%;background:var(--_accent);color:var(--_on)}
:is(.send,.fresh):hover{opacity:.9}
.send:disabled{background:var(--_soft);color:var(--_dim);cursor:default}
.badge{bottom:calc(var(--_low) + 38px);min-width:22px;padding:0 6px;border-radius:11px;background:#c5221f;color:#fff;font:600 13px/22px var(--_font);text-align:center;pointer-events:none}
@container (max-height:360px){.frame{overflow:auto}.main{flex:none;overflow:visible}.header{flex:none}.composer{position:sticky;bottom:0}.grow{max-height:70px}}
@media (max-width:480px),(max-height:420px){dialog{inset:var(--_t,0) 0 auto;width:100%;max-width:none;max-height:none;height:var(--_h,100dvh);border:0;border-radius:0}
.header{padding-top:max(4px,env(safe-area-inset-top))}}
:host([mode=page]) dialog{inset:0;width:100%;max-width:none;height:100%;border:0;border-radius:0;animation:none}
:host([mode=inline]) dialog{position:static;z-index:auto;width:100%;max-width:none;height:var(--sw-height,600px);border:1px solid var(--_line);border-radius:var(--sw-radius,12px);box-shadow:none;animation:none}
:host(:is([mode=inline],[mode=page])) [part~=close]{display:none}
@media print{.badge,:host(:not([mode=inline])) dialog{display:none}}
@media (prefers-reduced-motion:no-preference){dialog[open]{animation:in .15s}}
@keyframes in{from{opacity:0;transform:translateY(8px)}}${contentStyles}${chatStyles}`);
