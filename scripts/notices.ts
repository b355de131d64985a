import { readdir, readFile } from "node:fs/promises";
import type { Metafile } from "esbuild";
import { ROOT } from "./paths.ts";

/** Packages whose code is in the given bundles, with name, version, licence and the licence's whole text. */
export async function thirdPartyNotices(metafiles: readonly Metafile[]): Promise<string> {
  const parts: string[] = [];
  for (const folder of bundledPackages(metafiles)) {
    const { name, version, license } = JSON.parse(await readFile(`${ROOT}${folder}/package.json`, "utf8")) as {
      name: string;
      version: string;
      license?: string;
    };
    const file = (await readdir(`${ROOT}${folder}`)).find((f) => /^(licen[cs]e|copying)(\.|$)/i.test(f));
    const text = file
      ? (await readFile(`${ROOT}${folder}/${file}`, "utf8")).trim()
      : "(no licence file in the package)";
    parts.push(`${name} ${version} (${license ?? "see below"})\n\n${text}\n`);
  }
  const head = "Deskbell contains code of these packages. Their licences:\n";
  return [head, ...parts].join(`\n${"-".repeat(80)}\n\n`);
}

function bundledPackages(metafiles: readonly Metafile[]): string[] {
  const folders = new Set<string>();
  for (const metafile of metafiles) {
    for (const path of Object.keys(metafile.inputs)) {
      const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path);
      if (match) folders.add(match[0]);
    }
  }
  return [...folders].sort();
}
