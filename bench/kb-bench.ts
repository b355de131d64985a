/**
 * npm run bench:kb -- [--sizes 100,1000,10000] [--dry]
 * Makes knowledge bases of these sizes and measures building, file, opening, memory, questions, search-as-you-type and hostile inputs, in
 * Node and in raw workerd, with MiniSearch as JSON as the floor; writes its section of bench/results.md (--dry: prints it only). Each
 * size has a process of its own, or one's garbage would be another's memory.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../scripts/paths.ts";
import { type Figures, measure } from "./kb/measure.ts";
import { section } from "./kb/tables.ts";
import { withSection } from "./results-section.ts";

const PAGE = `${ROOT}bench/results.md`;
const SIZES = "100,1000,10000";

const { values } = parseArgs({
  options: {
    sizes: { type: "string", default: SIZES },
    dry: { type: "boolean", default: false },
    // Of the process that measures one size: which, and where its files and figures go.
    one: { type: "string" },
    folder: { type: "string" },
  },
});

function measureApart(articles: number, folder: string): Figures {
  console.log(`${articles} articles …`);
  const own = ["--expose-gc", import.meta.filename, "--one", String(articles), "--folder", folder];
  execFileSync(process.execPath, own, { stdio: "inherit" });
  return JSON.parse(readFileSync(join(folder, `${articles}.json`), "utf8")) as Figures;
}

function all(): void {
  const folder = mkdtempSync(join(tmpdir(), "deskbell-kb-bench-"));
  try {
    const figures = values.sizes.split(",").map((size) => measureApart(Number(size), folder));
    const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? "unknown"}), Node ${process.versions.node}, workerd; ${new Date().toISOString().slice(0, 10)}`;
    const text = section(figures, machine);
    console.log(text);
    if (!values.dry) writeFileSync(PAGE, withSection(readFileSync(PAGE, "utf8"), "kb", text));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (values.one === undefined || values.folder === undefined) all();
else
  writeFileSync(
    join(values.folder, `${values.one}.json`),
    JSON.stringify(await measure(Number(values.one), values.folder)),
  );
