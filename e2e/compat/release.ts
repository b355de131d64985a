import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { build } from "esbuild";
import type { AgentOptions, agentConversation } from "../../client/agent.ts";
import type { VisitorOptions, visitorConversation } from "../../client/visitor.ts";
import { buildWorker, WORKER_FILE } from "../../scripts/build-worker.ts";
import { ROOT } from "../../scripts/paths.ts";

export type ClientCore = {
  visitorConversation: (options: VisitorOptions) => ReturnType<typeof visitorConversation>;
  agentConversation: (options: AgentOptions) => ReturnType<typeof agentConversation>;
};

/** A version of the product: its client core, its worker's file and the object classes that this one has. */
export type Release = { name: string; client: ClientCore; worker: string; without: readonly string[] };

const ENTRY = `export { agentConversation } from "./client/agent.ts";
export { visitorConversation } from "./client/visitor.ts";`;

/** The release before this one, unpacked into `folder`; see e2e/releases/0.3/README.md. */
export async function lastRelease(folder: string): Promise<Release> {
  const into = join(folder, "0.3");
  await mkdir(into, { recursive: true });
  for (const name of ["client.js", "worker.js"]) {
    const packed = await readFile(`${ROOT}e2e/releases/0.3/${name}.br`);
    await writeFile(join(into, name.replace("client.js", "client.mjs")), brotliDecompressSync(packed));
  }
  return { ...(await loaded("0.3", into)), without: ["Visitor", "Limiter"] };
}

/** What lies in this tree, bundled the same way. */
export async function present(folder: string): Promise<Release> {
  const into = join(folder, "present");
  await mkdir(into, { recursive: true });
  await buildWorker();
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
  return { name, client, worker: join(folder, "worker.js") };
}
