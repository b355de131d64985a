import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";
import { ROOT } from "./paths.ts";

/*
 * Lit's templates without what no template of the widget uses, 1 kB of what every visitor of every page would load: directives and what
 * they ask of parts, element parts, `noChange`, listeners that are objects, lists that are no arrays, tags and names of attributes that are
 * values, bindings inside comments and inside raw text (<style>, <textarea>), fragments of SVG and MathML, compiled templates, the hook of
 * polyfills, and the page-wide list of versions. Each cut names its text in Lit's own file; a release in which one is not found exactly once
 * fails the build. scripts/lean-lit.test.ts looks for templates that would need what is gone, lean-lit-drawn.test.ts draws with what is left.
 */
const CUTS: readonly (readonly [text: string, instead: string])[] = [
  // Directives: a value is what it is. Nor does any template say `noChange`.
  [
    "function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}",
    "",
  ],
  ["_$AI(t,i=this){t=M(this,t,i),a(t)?", "_$AI(t){a(t)?"],
  ["t=M(this,t,i,0),o=!a(t)||t!==this._$AH&&t!==E,", "o=!a(t)||t!==this._$AH,"],
  ["r=M(this,e[s+n],i,n),r===E&&(r=this._$AH[n]),", "r=e[s+n],"],
  ["t!==this._$AH&&t!==E&&this._(t)", "t!==this._$AH&&this._(t)"],
  ['E=Symbol.for("lit-noChange"),', ""],
  // What directives ask of a part: where it stands, of which kind it is, whether it is in the page.
  ["get _$AU(){return this._$AM?._$AU??this._$Cv}", ""],
  [",this._$Cv=e?.isConnected??!0", ""],
  [
    "get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}",
    "",
  ],
  ["setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}", ""],
  ["get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}", ""],
  ["get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}", ""],
  ["this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=i}", "this._$AV=[],this._$AD=t}"],
  ["new R(e,this)", "new R(e)"],
  [
    "this.type=2,this._$AH=A,this._$AN=void 0,this._$AA=t,this._$AB=i,this._$AM=s,this.options=e}",
    "this._$AH=A,this._$AA=t,this._$AB=i}",
  ],
  ["constructor(t,i,s,e){this._$AH", "constructor(t,i){this._$AH"],
  ["new k(this.O(c()),this.O(c()),this,this.options)", "new k(this.O(c()),this.O(c()))"],
  [
    "constructor(t,i,s,e,h){this.type=1,this._$AH=A,this._$AN=void 0,this.element=t,this.name=i,this._$AM=e,this.options=h,",
    "constructor(t,i,s){this._$AH=A,this.element=t,this.name=i,",
  ],
  ["class I extends H{constructor(){super(...arguments),this.type=3}", "class I extends H{"],
  ["class L extends H{constructor(){super(...arguments),this.type=4}", "class L extends H{"],
  ["class z extends H{constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}", "class z extends H{"],
  ["_$AI(t,i=this,s,e){const h=this.strings;", "_$AI(t,s){const h=this.strings;"],
  ["o&&!e&&this.j(t)", "o&&this.j(t)"],
  ["s._$AI(t,s,i),i+=", "s._$AI(t,i),i+="],
  ["_$AR(t=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);", "_$AR(t=this._$AA.nextSibling){for(;"],
  ["(this._$AR(s&&s._$AB.nextSibling,e),", "(this._$AR(s&&s._$AB.nextSibling),"],
  // Listeners that are objects, with options or with a `this` of their own.
  [
    "_$AI(t,i=this){if((t=M(this,t,i,0)??A)===E)return;const s=this._$AH,e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);e&&this.element.removeEventListener(this.name,this,s),h&&this.element.addEventListener(this.name,this,t),this._$AH=t}",
    "_$AI(t){this._$AH===A&&this.element.addEventListener(this.name,this),this._$AH=t??A}",
  ],
  [
    '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
    "this._$AH!==A&&this._$AH(t)",
  ],
  // Element parts.
  [
    "class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}",
    "",
  ],
  [
    "let i;2===r.type?i=new k(h,h.nextSibling,this,t):1===r.type?i=new r.ctor(h,r.name,r.strings,this,t):6===r.type&&(i=new Z(h,this,t)),this._$AV.push(i)",
    "this._$AV.push(r.ctor?new r.ctor(h,r.name,r.strings):new k(h,h.nextSibling))",
  ],
  ["d.push({type:1,index:l,name:", "d.push({index:l,name:"],
  ["for(const s of this._$AV)void 0!==s&&(void 0!==s.strings?", "for(const s of this._$AV)(void 0!==s.strings?"],
  ["else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));", ""],
  [",B:I,F:Z}", ",B:I}"],
  // Comments, raw text, names of tags and attributes that are values, and bindings in the first two.
  [
    "else if(8===r.nodeType)if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}l++}",
    "else r.data===n&&d.push({index:l});l++}",
  ],
  [
    'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    "",
  ],
  ["{if(r.hasAttributes())for(const t of r.getAttributeNames())", "{for(const t of r.getAttributeNames())"],
  ["v=/<(?:(!--|\\/[^a-zA-Z])|(\\/?[a-zA-Z][^>\\s]*)|(\\/?$))/g,_=/-->/g,m=/>/g,", "v=/<\\/?[a-zA-Z][^>\\s]*/g,"],
  ["y=/^(?:script|style|textarea|title)$/i,", ""],
  [
    'c===v?"!--"===u[1]?c=_:void 0!==u[1]?c=m:void 0!==u[2]?(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p):void 0!==u[3]&&(c=p):c===p?">"===u[0]?(c=n??v,d=-1):void 0===u[1]?d=-2:',
    'c===p?">"===u[0]?(c=v,d=-1):',
  ],
  [":c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0);", ":c=p;"],
  ['const x=c===p&&t[i+1].startsWith("/>")?" ":"";', ""],
  ["s.slice(0,d)+h+s.slice(d)+o+x):s+o+(-2===d?i:x)", "s.slice(0,d)+h+s.slice(d)+o):s+o"],
  // Fragments of SVG and MathML, and templates that were compiled before.
  ['let n,l=2===i?"<svg>":3===i?"<math>":"",c=v;', 'let l="",c=v;'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ""],
  [
    "if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}for(",
    "this.el=S.createElement(f),P.currentNode=this.el.content;for(",
  ],
  ["const D=(t,i,s)=>{", "const D=(t,i)=>{"],
  ["const N=(t,i)=>{", "const N=t=>{"],
  ["[f,v]=N(t,i)", "[f,v]=N(t)"],
  ["constructor({strings:t,_$litType$:i},e){let r;", "constructor({strings:t}){let r;"],
  [
    "x=t=>(i,...s)=>({_$litType$:t,strings:i,values:s}),b=x(1),w=x(2),T=x(3),",
    "b=(i,...s)=>({_$litType$:1,strings:i,values:s}),",
  ],
  [
    'const{values:i,_$litType$:s}=t,e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s);',
    "const{values:i}=t,e=this._$AC(t);",
  ],
  // What is drawn is drawn at the end of its place, in this document.
  ["u(t){const{el", "u(){const{el"],
  ["(t?.creationScope??l).importNode", "l.importNode"],
  ["s=t.u(this.options);", "s=t.u();"],
  [
    "const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}return h._$AI(t),h",
    "(i._$litPart$??=new k(i.insertBefore(c(),null),null))._$AI(t)",
  ],
  // Lists that are no arrays.
  ['d=t=>u(t)||"function"==typeof t?.[Symbol.iterator],', ""],
  ["d(t)?this.k(t):this._(t)", "u(t)?this.k(t):this._(t)"],
  // Blanks around "=", single quotes, and values of attributes that are functions.
  ['f="[ \\t\\n\\f\\r]",', ""],
  [
    'p=RegExp(`>|${f}(?:([^\\\\s"\'>=/]+)(${f}*=${f}*(?:[^ \\t\\n\\f\\r"\'\\`<>=]|("|\')|))|$)`,"g"),g=/\'/g,',
    'p=/>|\\s([^\\s"\'>=/]+)(=(?:[^\\s"\'`<>=]|(")|))/g,',
  ],
  ["c=void 0===u[3]?p:'\"'===u[3]?$:g)", "c=u[3]?$:p)"],
  ['a=t=>null===t||"object"!=typeof t&&"function"!=typeof t,', "a=t=>Object(t)!==t,"],
  // Said once.
  [
    "this.el=S.createElement(f),P.currentNode",
    '(this.el=document.createElement("template")).innerHTML=f,P.currentNode',
  ],
  ['static createElement(t,i){const s=l.createElement("template");return s.innerHTML=t,s}', ""],
  ['throw Error("invalid template strings array")', 'throw Error("raw")'],
  // Polyfills, and the list of versions.
  ["const s=i(t).nextSibling;i(t).remove(),t=s", "const s=t.nextSibling;t.remove(),t=s"],
  ["const t=globalThis,i=t=>t,s=", "const t=globalThis,s="],
  [
    'const j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I},B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");',
    "",
  ],
  [
    "export{j as _$LH,b as html,T as mathml,E as noChange,A as nothing,D as render,w as svg}",
    "export{b as html,A as nothing,D as render}",
  ],
];

export const leanLit: Plugin = {
  name: "lean-lit",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]lit-html[\\/]lit-html\.js$/ }, async ({ path }) => ({
      contents: await lean(path),
      loader: "js",
    })),
};

/** Text of Lit's module without what is cut. */
export async function lean(path = `${ROOT}node_modules/lit-html/lit-html.js`): Promise<string> {
  return CUTS.reduce(cutOnce, await readFile(path, "utf8"));
}

function cutOnce(text: string, [from, instead]: (typeof CUTS)[number]): string {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`lean-lit.ts: this release of lit-html does not have exactly once: ${from.slice(0, 60)}…`);
  return before + instead + after;
}
