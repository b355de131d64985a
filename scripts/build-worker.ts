import { mkdir, writeFile } from "node:fs/promises";
import { build, type Metafile } from "esbuild";
import { headersFile } from "../worker/routes/static-headers.ts";
import { DIST, PUBLIC, ROOT } from "./paths.ts";

export const WORKER_FILE = `${DIST}worker/worker.js`;

/** The bundle that raw workerd runs: the same sources and conditions as `wrangler deploy`. */
export async function buildWorker(): Promise<{ metafiles: Metafile[] }> {
  const result = await build({
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    minifySyntax: true,
    legalComments: "none",
    charset: "utf8",
    absWorkingDir: ROOT,
    metafile: true,
    logLevel: "warning",
    entryPoints: ["worker/worker.ts"],
    outfile: WORKER_FILE,
  });
  await mkdir(PUBLIC, { recursive: true });
  await writeFile(`${PUBLIC}_headers`, headersFile());
  return { metafiles: [result.metafile] };
}
