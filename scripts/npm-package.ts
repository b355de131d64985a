/** npm run package: writes dist/npm, the widget as an npm package, to be published or copied by whoever runs a desk. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { buildWidget, WIDGET_DIR } from "./build-widget.ts";
import { DIST, ROOT } from "./paths.ts";
import { widgetManifest } from "./widget-manifest.ts";
import { widgetTypes } from "./widget-types.ts";

/** The files are those that the server serves: chunks find each other by their own address, so nobody has to bundle them. */
export async function writeNpmPackage(out: string, widgetDir: string): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(`${out}widget`, { recursive: true });
  const files = (await readdir(widgetDir)).filter((name) => /\.(js|json|txt)$/.test(name));
  for (const name of files) await cp(`${widgetDir}${name}`, `${out}widget/${name}`);
  for (const [name, content] of widgetTypes(await widgetManifest())) await writeFile(`${out}${name}`, content);
  await writeFile(`${out}index.js`, LOADER);
  await cp(`${ROOT}docs/custom-elements.json`, `${out}custom-elements.json`);
  await cp(`${ROOT}LICENSE`, `${out}LICENSE`);
  await cp(`${ROOT}widget/package-readme.md`, `${out}README.md`);
  const { version, license } = JSON.parse(await readFile(`${ROOT}package.json`, "utf8")) as Record<string, string>;
  await writeFile(`${out}package.json`, `${JSON.stringify({ ...PACKAGE, version, license }, null, 2)}\n`);
}

const LOADER = `const loading = new Map();

export function loadSupportWidget(server) {
  const { href } = new URL("/widget/v1/support-widget.js", server);
  // What has failed may be tried again.
  const loaded = loading.get(href) ?? import(/* webpackIgnore: true */ /* @vite-ignore */ href);
  loading.set(href, loaded);
  return loaded.then(
    () => {},
    (error) => {
      loading.delete(href);
      throw error;
    },
  );
}
`;

const PACKAGE = {
  name: "deskbell-widget",
  description:
    "<support-widget>: an embeddable support chat with an FAQ bot that answers only from your knowledge base.",
  type: "module",
  types: "./index.d.ts",
  exports: {
    ".": { types: "./index.d.ts", default: "./index.js" },
    "./react": { types: "./react.d.ts" },
    "./preact": { types: "./preact.d.ts" },
    "./vue": { types: "./vue.d.ts" },
    "./widget/*": "./widget/*",
    "./custom-elements.json": "./custom-elements.json",
  },
  customElements: "custom-elements.json",
  sideEffects: ["./widget/*"],
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildWidget();
  await writeNpmPackage(`${DIST}npm/`, WIDGET_DIR);
  console.log("Wrote dist/npm: publish it with `npm publish dist/npm`, or copy dist/npm/widget.");
}
