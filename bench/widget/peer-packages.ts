import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";
import { DIST } from "../../scripts/paths.ts";

/** What was published under exactly this name and version, unpacked beside the build: no dependency of the project, none of its own installed. */
const FOLDER = `${DIST}bench/peers/`;
/** The registry may be far, or not there at all. */
const FETCH_MS = 120_000;

/** Fetches `name@version` with npm unless it is here already; null where that fails. */
export function peerPackage(spec: string): string | null {
  const dir = join(FOLDER, spec.replaceAll("/", "_"));
  if (existsSync(dir)) return dir;
  const making = `${dir}.part`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  try {
    const args = ["pack", "--silent", "--pack-destination", making, spec];
    const done = execFileSync("npm", args, {
      timeout: FETCH_MS,
      stdio: ["ignore", "pipe", "ignore"],
      encoding: "utf8",
    });
    const archive = join(making, done.trim().split("\n").at(-1) ?? "");
    execFileSync("tar", ["-xzf", archive, "-C", making, "--strip-components=1"], { timeout: FETCH_MS });
    rmSync(archive);
    renameSync(making, dir);
    return dir;
  } catch {
    rmSync(making, { recursive: true, force: true });
    return null;
  }
}

/** A file of a package as an owner's build would ship it: some publish theirs unminified. */
export function shipped(dir: string, file: string): string {
  const text = readFileSync(join(dir, file), "utf8");
  const loader = file.endsWith(".css") ? "css" : "js";
  const { code } = transformSync(text, {
    loader,
    minify: true,
    target: "es2022",
    legalComments: "none",
    charset: "utf8",
  });
  // Some are minified better than esbuild does it.
  return code.length < text.length ? code : text;
}
