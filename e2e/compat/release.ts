import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { build } from "esbuild";
import type { AgentOptions, agentConversation } from "../../client/agent.ts";
import type { VisitorOptions, visitorConversation } from "../../client/visitor.ts";
import { buildOnce } from "../../scripts/build-once.ts";
import { WORKER_FILE } from "../../scripts/build-worker.ts";
import { buildKnowledgeBase } from "../../scripts/kb-build.ts";
import { ROOT } from "../../scripts/paths.ts";
import { parseManifest } from "../../worker/kb/manifest.ts";

export type ClientCore = {
  visitorConversation: (options: VisitorOptions) => ReturnType<typeof visitorConversation>;
  agentConversation: (options: AgentOptions) => ReturnType<typeof agentConversation>;
};

/**
 * A version of the product: its client core, its worker's file, the object classes that it lacks, and the folder with the articles as its
 * own `npm start` builds them: their format is between one build and one worker.
 */
export type Release = {
  name: string;
  client: ClientCore;
  worker: string;
  articles: string;
  without: readonly string[];
};

const ENTRY = `export { agentConversation } from "./client/agent.ts";
export { visitorConversation } from "./client/visitor.ts";`;

/** The release before this one, unpacked into `folder`; see e2e/releases/0.3/README.md. */
export async function lastRelease(folder: string): Promise<Release> {
  const into = join(folder, "0.3");
  const from = `${ROOT}e2e/releases/0.3/`;
  await mkdir(join(into, "articles/kb"), { recursive: true });
  const manifest = await readFile(`${from}manifest.json`, "utf8");
  await writeFile(join(into, "articles/kb/manifest.json"), manifest);
  for (const [name, to] of [
    ["client.js", "client.mjs"],
    ["worker.js", "worker.js"],
    ["demo.en.bin", `articles/kb/${builtFile(manifest)}`],
  ] as const)
    await writeFile(join(into, to), brotliDecompressSync(await readFile(`${from}${name}.br`)));
  return { ...(await loaded("0.3", into)), without: ["Visitor", "Limiter"] };
}

/** What lies in this tree, bundled the same way. */
export async function present(folder: string): Promise<Release> {
  const into = join(folder, "present");
  await mkdir(into, { recursive: true });
  // Not anew: a desk of another test that starts beside this would read half a file.
  await buildOnce();
  const kb = await buildKnowledgeBase({ from: `${ROOT}kb-content`, out: join(into, "articles") });
  if (!kb.ok) throw new Error("the knowledge base has errors");
  await copyFile(WORKER_FILE, join(into, "worker.js"));
  await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
    outfile: join(into, "client.mjs"),
  });
  return { ...(await loaded("this one", into)), without: [] };
}

async function loaded(name: string, folder: string): Promise<Omit<Release, "without">> {
  const client = (await import(pathToFileURL(join(folder, "client.mjs")).href)) as ClientCore;
  return { name, client, worker: join(folder, "worker.js"), articles: join(folder, "articles") };
}

/** Name of the file that the manifest gives to the demo's English articles. */
function builtFile(manifest: string): string {
  const file = parseManifest(manifest)?.sites.demo?.locales.en?.file;
  if (file === undefined) throw new Error("the release's manifest names no English articles");
  return file;
}
