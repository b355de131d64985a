import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { build, type Metafile } from "esbuild";
import { PUBLIC, ROOT } from "./paths.ts";

/** The agents' console: one script, one style sheet, one page that names both by their hashes. */
export async function buildConsole(): Promise<{ metafiles: Metafile[] }> {
  const out = `${PUBLIC}console/`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const result = await build({
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    absWorkingDir: ROOT,
    metafile: true,
    logLevel: "warning",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: { app: "console/main.tsx", style: "console/style.css" },
    entryNames: "[name]-[hash]",
    outdir: `${out}assets`,
  });
  const names = Object.keys(result.metafile.outputs).map((p) => basename(p));
  const one = (extension: string) => {
    const name = names.find((n) => n.endsWith(extension));
    if (!name) throw new Error(`esbuild made no console file *${extension}`);
    return `/console/assets/${name}`;
  };
  const page = await readFile(`${ROOT}console/index.html`, "utf8");
  await writeFile(`${out}index.html`, page.replaceAll("{{SCRIPT}}", one(".js")).replaceAll("{{STYLE}}", one(".css")));
  return { metafiles: [result.metafile] };
}
