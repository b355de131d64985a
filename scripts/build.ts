import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { buildConsole } from "./build-console.ts";
import { buildHosted } from "./build-hosted.ts";
import { buildWidget, WIDGET_DIR } from "./build-widget.ts";
import { buildWorker } from "./build-worker.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { KB_CACHE } from "./kb-cache.ts";
import { formatProblems } from "./kb-problems.ts";
import { thirdPartyNotices } from "./notices.ts";
import { BUILD_STAMP, DIST, PUBLIC, ROOT } from "./paths.ts";

/** Widget, console, hosted pages and worker; the licences of what they contain stand beside them. */
export async function buildPrograms(): Promise<void> {
  await mkdir(DIST, { recursive: true });
  await rm(BUILD_STAMP, { force: true });
  const [widget, console, hosted, worker] = await Promise.all([
    buildWidget(),
    buildConsole(),
    buildHosted(),
    buildWorker(),
  ]);
  const metafiles = [...widget.metafiles, ...console.metafiles, ...hosted.metafiles, ...worker.metafiles];
  await writeFile(`${DIST}THIRD-PARTY-NOTICES.txt`, await thirdPartyNotices(metafiles));
  await writeFile(`${WIDGET_DIR}THIRD-PARTY-NOTICES.txt`, await thirdPartyNotices(widget.metafiles));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await buildPrograms();
  const kb = await buildKnowledgeBase({ from: `${ROOT}kb-content`, out: PUBLIC, cache: KB_CACHE });
  if (kb.problems.length > 0) console.log(formatProblems(kb.problems));
  if (!kb.ok) process.exit(1);
  const [pinned] = Object.entries(JSON.parse(await readFile(`${WIDGET_DIR}integrity.json`, "utf8")) as object);
  console.log(`The widget under a name of its own: /widget/v1/${pinned?.[0]}, integrity="${pinned?.[1]}"`);
  console.log("Built dist/public (widget, console, hosted pages, knowledge base) and dist/worker.");
}
