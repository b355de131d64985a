import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { HELP_SITE } from "../protocol/model.ts";
import { type CompiledSite, compile } from "../worker/kb/source/compile.ts";
import type { Problem } from "../worker/kb/source/problem.ts";
import { byCodeUnit } from "../worker/kb/term-index.ts";
import { type Folder, readFolder } from "./kb-folder.ts";
import { ROOT } from "./paths.ts";

/** Deskbell's own help: one site, served beside the owner's. */
export const HELP_FOLDER = `${ROOT}kb-content/${HELP_SITE}`;

/** `folder`: where the paths of `media` begin. */
export type CheckedSite = CompiledSite & { folder: string };
export type Checked = { sites: CheckedSite[]; problems: Problem[] };

function judge(folder: Folder, root: string): Checked {
  const { sites, problems } = compile(folder.files, root, folder.empty);
  return { sites: sites.map((site) => ({ ...site, folder: root })), problems: [...folder.problems, ...problems] };
}

const inOrder = (problems: Problem[]): Problem[] =>
  problems.sort((a, b) => byCodeUnit(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0));

/** Reads and checks a folder of sites; writes nothing. */
export async function checkKnowledgeBase(from: string): Promise<Checked> {
  const root = from.replace(/(?<=.)\/+$/, "");
  const { sites, problems } = judge(await readFolder(root), root);
  if (sites.length === 0 && problems.every((problem) => problem.level === "warning"))
    problems.push({
      level: "warning",
      kind: "no articles",
      file: root,
      line: null,
      reason: "no articles: every question will go to your team. Begin with npm run kb -- init",
    });
  return { sites, problems: inOrder(problems) };
}

/** A mistake in Deskbell's own help keeps nobody's desk from starting: the help is left out, and its mistakes are warnings. */
function withoutBrokenHelp({ sites, problems }: Checked): Checked {
  const help = sites.find(({ id }) => id === HELP_SITE);
  const broken = problems.filter(
    ({ level, file }) => level === "error" && help !== undefined && file.startsWith(`${help.folder}/${HELP_SITE}/`),
  );
  if (broken.length === 0) return { sites, problems };
  return {
    sites: sites.filter((site) => site !== help),
    problems: problems.map((one) => (broken.includes(one) ? { ...one, level: "warning", kind: "help left out" } : one)),
  };
}

/** The same together with Deskbell's help from `help`, unless the folder has a site of that name, or there is no help. */
export async function checkWithHelp(from: string, help: string | null): Promise<Checked> {
  const own = await checkKnowledgeBase(from);
  const present = help === null ? null : await stat(help).catch(() => null);
  if (help === null || !present?.isDirectory() || own.sites.some(({ id }) => id === HELP_SITE))
    return withoutBrokenHelp(own);
  const added = judge(await readFolder(help, HELP_SITE), dirname(help));
  return withoutBrokenHelp({
    sites: [...own.sites, ...added.sites].sort((a, b) => byCodeUnit(a.id, b.id)),
    problems: inOrder([...own.problems, ...added.problems]),
  });
}
