import type { Manifest } from "../worker/kb/manifest.ts";
import { formatReason, type Problem } from "../worker/kb/source/problem.ts";
import { formatExpected, type SiteExpected } from "./kb-expected.ts";

/** Warnings of one kind that are printed in full; an imported folder may have hundreds alike. */
const SHOWN = 3;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/**
 * Lines for the terminal: warnings first, grouped, at most `shown` of a kind; then every error as `file:line: reason`; then the count.
 * "" without problems.
 */
export function formatProblems(problems: readonly Problem[], shown = SHOWN): string {
  const lines: string[] = [];
  const warnings = problems.filter((problem) => problem.level === "warning");
  for (const kind of new Set(warnings.map((problem) => problem.kind))) {
    const group = warnings.filter((problem) => problem.kind === kind);
    for (const problem of group.slice(0, shown)) lines.push(`warning: ${formatReason(problem)}`);
    if (group.length > shown) lines.push(`warning: … and ${group.length - shown} more like this (${kind})`);
  }
  const errors = problems.filter((problem) => problem.level === "error");
  for (const problem of errors) lines.push(formatReason(problem));
  if (errors.length > 0) lines.push(`${plural(errors.length, "mistake")} in the knowledge base; nothing was built.`);
  return lines.join("\n");
}

/** What was built, in one line per site, and below it what to expect of its bot. */
export function formatManifest(manifest: Manifest, expected: readonly SiteExpected[] = []): string {
  const sites = Object.entries(manifest.sites);
  const total = sites
    .flatMap(([, site]) => Object.values(site.locales))
    .reduce((sum, locale) => sum + locale.articles, 0);
  if (total === 0) return "Knowledge base: no articles; every question will go to your team.";
  const lines = sites.flatMap(([id, site]) => {
    const locales = Object.entries(site.locales).map(
      ([locale, entry]) => `${locale} ${plural(entry.articles, "article")}`,
    );
    return [
      `Knowledge base "${id}": ${locales.join(", ") || "no articles"}`,
      ...expected.filter((one) => one.site === id).map((one) => `  ${formatExpected(one)}`),
    ];
  });
  return lines.join("\n");
}
