import { rm } from "node:fs/promises";
import { basename } from "node:path";
import { type BuildOptions, build, type Metafile } from "esbuild";
import { PUBLIC, ROOT } from "./paths.ts";

/**
 * Widget files. The launcher has a stable name (owners paste it), everything else carries its hash and may be cached for
 * ever. The launcher is built second because it must know the panel's name: it preloads that file without running it.
 */
export const WIDGET_DIR = `${PUBLIC}widget/v1/`;

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  // Lit's licence stands beside the bundle (THIRD-PARTY-NOTICES.txt), not in its bytes.
  legalComments: "none",
  // Otherwise every Cyrillic letter becomes six ASCII ones.
  charset: "utf8",
  absWorkingDir: ROOT,
  metafile: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

export type WidgetBuild = {
  /** File names below WIDGET_DIR: of the launcher, and of what must load before the first panel can be typed in. */
  launcher: string;
  firstPanel: string[];
  /** Panel and all that it may load later. */
  files: string[];
  metafiles: Metafile[];
};

export async function buildWidget(): Promise<WidgetBuild> {
  await rm(WIDGET_DIR, { recursive: true, force: true });
  const panel = await build({
    ...common,
    splitting: true,
    entryPoints: { panel: "widget/panel.ts" },
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    outdir: WIDGET_DIR,
  });
  const panelPath = Object.entries(panel.metafile.outputs).find(([, o]) => o.entryPoint === "widget/panel.ts")?.[0];
  if (!panelPath) throw new Error("esbuild made no panel");
  const launcher = await build({
    ...common,
    entryPoints: { "support-widget": "widget/support-widget.ts" },
    outdir: WIDGET_DIR,
    define: { __PANEL__: JSON.stringify(`./${basename(panelPath)}`) },
  });
  return {
    launcher: "support-widget.js",
    firstPanel: [panelPath, ...staticImports(panel.metafile, panelPath)].map((p) => basename(p)),
    files: Object.keys(panel.metafile.outputs).map((p) => basename(p)),
    metafiles: [panel.metafile, launcher.metafile],
  };
}

/** Chunks that load together with an output, because it imports them statically. */
function staticImports(metafile: Metafile, output: string, seen = new Set<string>()): string[] {
  for (const i of metafile.outputs[output]?.imports ?? []) {
    if (i.kind !== "import-statement" || i.external || seen.has(i.path)) continue;
    seen.add(i.path);
    staticImports(metafile, i.path, seen);
  }
  return [...seen];
}
