import { copyFile, mkdir, rm } from "node:fs/promises";
import { build, type Metafile } from "esbuild";
import { PUBLIC, ROOT } from "./paths.ts";

/** Scripts and style sheet of the pages that the worker renders. Stable names: the worker, built by itself, writes them into its pages. */
export async function buildHosted(): Promise<{ metafiles: Metafile[] }> {
  const out = `${PUBLIC}hosted/assets/`;
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
    entryPoints: ["hosted/help.ts", "hosted/return.ts", "hosted/help.css"],
    outdir: out,
  });
  await copyFile(`${ROOT}hosted/icon.svg`, `${out}icon.svg`);
  return { metafiles: [result.metafile] };
}
