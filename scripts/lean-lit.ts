import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * Lit without what the widget never asks of it: 0.6 kB of its 2.7. Each cut is a piece of the published file that must be there exactly
 * once: another version of Lit fails the build and is read anew. budgets.test.ts looks that the widget uses nothing of what is gone.
 */
export const leanLit: Plugin = {
  name: "lean-lit",
  setup(build) {
    build.onLoad({ filter: /\/lit-html\/lit-html\.js$/ }, async ({ path }) => {
      let text = await readFile(path, "utf8");
      for (const [from, to] of CUTS) {
        if (text.split(from).length !== 2) throw new Error(`lit-html has changed, see scripts/lean-lit.ts: ${from}`);
        text = text.replace(from, () => to);
      }
      return { contents: text, loader: "js" };
    });
  },
};

const CUTS: [from: string, to: string][] = [
  // Directives.
  [
    "function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}",
    "const M=(t,i)=>i;",
  ],
  // … and what only they read of the parts: whether they are connected, where they stand.
  ["get _$AU(){return this._$AM?._$AU??this._$Cv}", ""],
  [",this._$Cv=e?.isConnected??!0", ""],
  ["setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}", ""],
  ["this._$AP?.(!1,!0,s)", ""],
  ["get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}", ""],
  [
    "get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}",
    "",
  ],
  ["get startNode(){return this._$AA}get endNode(){return this._$AB}", ""],
  ["get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}", ""],
  // Bindings of a whole element, and within comments.
  [
    "class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}",
    "",
  ],
  [
    "1===r.type?i=new r.ctor(h,r.name,r.strings,this,t):6===r.type&&(i=new Z(h,this,t))",
    "i=new r.ctor(h,r.name,r.strings,this,t)",
  ],
  ["else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));", ""],
  [
    "if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}",
    "r.data===n&&d.push({type:2,index:l});",
  ],
  // Lists other than arrays.
  ['d=t=>u(t)||"function"==typeof t?.[Symbol.iterator]', "d=u"],
  // Templates that are SVG or MathML from the outside; those that were compiled beforehand.
  ['2===i?"<svg>":3===i?"<math>":""', '""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ""],
  [
    "if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}",
    "this.el=S.createElement(f,e);P.currentNode=this.el.content;",
  ],
  [
    '"number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s)',
    "this._$AC(t)",
  ],
  // Listeners that are objects with options.
  ["e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive", "e=t===A&&s!==A"],
  // Other options than the host of listeners.
  ["(t?.creationScope??l)", "l"],
  ["const e=s?.renderBefore??i;let h=e._$litPart$;", "let h=i._$litPart$;"],
  [
    "const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})",
    "i._$litPart$=h=new k(i.appendChild(c()),null,void 0,s??{})",
  ],
  // Texts within `<textarea>`, `<title>`, `<style>` and `<script>`.
  ['void 0!==u[2]?(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', "void 0!==u[2]?c=p"],
  ["c=n??v", "c=v"],
  ["(c=p,n=void 0)", "c=p"],
  [
    'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    "",
  ],
  // What Lit's own further packages are told of it.
  ["const j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I,F:Z},", "const j=0,"],
  // A polyfill for browsers without shadow trees, and a list for the warnings of Lit's development version.
  ['B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");', "B=0;"],
];
