import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/*
 * Lit's templates without what no template of the widget uses, 0.4 kB of what every visitor of every page would load: directives, element
 * parts, bindings inside comments and inside raw text (<style>, <textarea>), SVG and MathML fragments, the hook of polyfills, and the page-wide list of
 * versions. Each cut names its text in Lit's own file; a release in which one is not found exactly once fails the build, and
 * scripts/lean-lit.test.ts looks for templates that would need what is gone.
 */
const CUTS: readonly (readonly [text: string, instead: string])[] = [
  // Directives: a value is what it is.
  [
    "function M(t,i,s=t,e){if(i===E)return i;let h=void 0!==e?s._$Co?.[e]:s._$Cl;const o=a(i)?void 0:i._$litDirective$;return h?.constructor!==o&&(h?._$AO?.(!1),void 0===o?h=void 0:(h=new o(t),h._$AT(t,s,e)),void 0!==e?(s._$Co??=[])[e]=h:s._$Cl=h),void 0!==h&&(i=M(t,h._$AS(t,i.values),h,e)),i}",
    "",
  ],
  ["t=M(this,t,i),a(t)?", "a(t)?"],
  ["t=M(this,t,i,0),o=!a(t)", "o=!a(t)"],
  ["r=M(this,e[s+n],i,n),", "r=e[s+n],"],
  ["(t=M(this,t,i,0)??A)===E", "(t=t??A)===E"],
  // Element parts.
  [
    "class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}",
    "",
  ],
  [":6===r.type&&(i=new Z(h,this,t))", ":0"],
  ["else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));", ""],
  [",B:I,F:Z}", ",B:I}"],
  // Bindings inside comments, and inside raw text.
  ["else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}", ""],
  [
    'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
    "",
  ],
  ['(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p)', "(c=p)"],
  // SVG and MathML fragments.
  ['l=2===i?"<svg>":3===i?"<math>":""', 'l=""'],
  ['+(2===i?"</svg>":3===i?"</math>":"")', ""],
  [
    "if(this.el=S.createElement(f,e),P.currentNode=this.el.content,2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}for(",
    "this.el=S.createElement(f,e),P.currentNode=this.el.content;for(",
  ],
  // Polyfills, and the list of versions.
  [
    'const j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I},B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");',
    "",
  ],
  ["export{j as _$LH,b as html", "export{b as html"],
];

export const leanLit: Plugin = {
  name: "lean-lit",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]lit-html[\\/]lit-html\.js$/ }, async ({ path }) => ({
      contents: CUTS.reduce(cutOnce, await readFile(path, "utf8")),
      loader: "js",
    })),
};

function cutOnce(text: string, [from, instead]: (typeof CUTS)[number]): string {
  const [before, after, ...more] = text.split(from);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`lean-lit.ts: this release of lit-html does not have exactly once: ${from.slice(0, 60)}…`);
  return before + instead + after;
}
