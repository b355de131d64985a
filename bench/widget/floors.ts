import { build } from "esbuild";
import { ROOT } from "../../scripts/paths.ts";
import { type Answer, type Contestant, JS } from "./contestant.ts";

/** What is reachable at all: hello-world panels of our own (floors/), built as the widget is. */
export async function floors(): Promise<Contestant[]> {
  const [vanilla, lit, panel, eager, lazy] = await Promise.all([
    bundled("vanilla"),
    bundled("lit"),
    bundled("lit-panel"),
    bundled("facade", true),
    bundled("facade", false),
  ]);
  const inPanel = "floor-widget >>> floor-panel >>> .field";
  return [
    { ...floor("floor-inlined", "floor: vanilla, inlined", {}), snippet: inline(vanilla), inlined: vanilla },
    floor("floor-vanilla", "floor: vanilla", { "floor.js": vanilla }),
    floor("floor-lit", "floor: Lit", { "floor.js": lit }),
    floor(
      "floor-preloaded",
      "floor: vanilla launcher, Lit panel preloaded",
      { "floor.js": eager, "panel.js": panel },
      inPanel,
    ),
    floor("floor-lazy", "floor: the same, loaded on the click", { "floor.js": lazy, "panel.js": panel }, inPanel),
  ];
}

function floor(id: string, name: string, files: Record<string, string>, field = "floor-widget >>> .field"): Contestant {
  return {
    id,
    name,
    kind: "floor",
    snippet: '<script type="module" src="/floor.js"></script><floor-widget></floor-widget>',
    launcher: "floor-widget >>> .launcher",
    field,
    answer: (path): Answer => {
      const body = files[path.slice(1)];
      return body === undefined ? null : { type: JS, body };
    },
    stubbed: "nothing",
  };
}

function inline(code: string): string {
  return `<script type="module">${code}</script><floor-widget></floor-widget>`;
}

async function bundled(name: string, preload = false): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`bench/widget/floors/${name}.ts`],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    define: { __PANEL__: '"./panel.js"', __PRELOAD__: `${preload}` },
    write: false,
    logLevel: "warning",
  });
  return outputFiles[0]?.text ?? "";
}
