import type { Manifest } from "../worker/kb/manifest.ts";
import { formatReason, type Problem } from "../worker/kb/source/problem.ts";

/** Warnings of one kind that are printed in full; an imported folder may have hundreds alike. */
const SHOWN = 3;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** Lines for the terminal: warnings first, grouped; then every error as `file:line: reason`; then the count. "" without problems. */
export function formatProblems(problems: readonly Problem[]): string {
  const lines: string[] = [];
  const warnings = problems.filter((problem) => problem.level === "warning");
  for (const kind of new Set(warnings.map((problem) => problem.kind))) {
    const group = warnings.filter((problem) => problem.kind === kind);
    for (const problem of group.slice(0, SHOWN)) lines.push(`warning: ${formatReason(problem)}`);
    if (group.length > SHOWN) lines.push(`warning: … and ${group.length - SHOWN} more like this (${kind})`);
  }
  const errors = problems.filter((problem) => problem.level === "error");
  for (const problem of errors) lines.push(formatReason(problem));
  if (errors.length > 0) lines.push(`${plural(errors.length, "mistake")} in the knowledge base; nothing was built.`);
  return lines.join("\n");
}

/** What was built, in one line per site. */
export function formatManifest(manifest: Manifest): string {
  const sites = Object.entries(manifest.sites);
  const total = sites
    .flatMap(([, site]) => Object.values(site.locales))
    .reduce((sum, locale) => sum + locale.articles, 0);
  if (total === 0) return "Knowledge base: no articles; every question will go to your team.";
  const lines = sites.map(([id, site]) => {
    const locales = Object.entries(site.locales).map(
      ([locale, entry]) => `${locale} ${plural(entry.articles, "article")}`,
    );
    return `Knowledge base "${id}": ${locales.join(", ") || "no articles"}`;
  });
  return lines.join("\n");
}
