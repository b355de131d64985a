import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ROOT } from "./paths.ts";

/** House rules that no linter knows. */

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\n")
  .filter((f) => f && existsSync(`${ROOT}${f}`));
const sources = files.filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f));
const read = (file: string): string => readFileSync(`${ROOT}${file}`, "utf8");

function offenders(among: readonly string[], pattern: RegExp): string[] {
  return among.flatMap((file) =>
    read(file)
      .split("\n")
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
  );
}
const within = (...folders: string[]) => sources.filter((f) => folders.some((folder) => f.startsWith(`${folder}/`)));

describe("source", () => {
  it("turns no text into HTML in a browser", () => {
    const sinks =
      /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|unsafeStatic|dangerouslySetInnerHTML|document\.write|createContextualFragment|DOMParser/;
    expect(offenders(within("widget", "console", "client", "hosted"), sinks)).toEqual([]);
  });

  it("takes zod whole: `import { z }` bundles 443 kB, `import * as z` 83", () => {
    expect(offenders(sources, /import (z\b|\{[^}]*\bz\b[^}]*\}) from "zod"/)).toEqual([]);
  });

  it("sets no timers in the worker: they keep an object awake and are billed; alarms are not", () => {
    const worker = within("worker").filter((f) => !f.startsWith("worker/testing/"));
    expect(offenders(worker, /\bset(Timeout|Interval)\(/)).toEqual([]);
  });

  it("writes rows only through the counting wrapper", () => {
    const worker = within("worker").filter(
      (f) => f !== "worker/storage/metered.ts" && !f.startsWith("worker/testing/"),
    );
    expect(
      offenders(worker, /\.(sql\.exec|kv\.(put|delete)|setAlarm|deleteAlarm)\(/).filter(
        (l) => !/#storage\.setAlarm\("/.test(l),
      ),
    ).toEqual([]);
  });

  it("names the platform only in object classes, worker.ts and the control door", () => {
    const named = offenders(within("worker"), /from "cloudflare:/).map((l) => l.split(":")[0]);
    expect(named.filter((f) => !f?.startsWith("worker/testing/")).sort((a = "", b = "") => (a < b ? -1 : 1))).toEqual([
      "worker/control.ts",
      "worker/conversation/conversation.ts",
      "worker/inbox/inbox.ts",
      "worker/limiter/limiter.ts",
      "worker/visitor/visitor.ts",
      "worker/workspace/workspace.ts",
    ]);
  });
});

describe("documents", () => {
  const documents = files.filter((f) => f.endsWith(".md") && !/^(kb-content|scripts\/presets)\//.test(f));
  /** Examples in code blocks name files of other people's folders. */
  const prose = (document: string): string => read(document).replaceAll(/^```[\s\S]*?^```/gm, "");

  it("name only paths that exist", () => {
    const folders = "widget|console|hosted|client|protocol|worker|kb-content|bench|e2e|docs|scripts|demo";
    const path = new RegExp(`\`((?:${folders})/[A-Za-z0-9_./-]+)\``, "g");
    const dead = documents.flatMap((document) =>
      [...prose(document).matchAll(path)].flatMap(([, named = ""]) =>
        existsSync(`${ROOT}${named.replace(/\/$/, "")}`) ? [] : [`${document} names ${named}`],
      ),
    );
    expect(dead).toEqual([]);
  });

  it("link only to files that exist", () => {
    const dead = documents.flatMap((document) =>
      [...prose(document).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].flatMap(([, to = ""]) =>
        existsSync(new URL(to, `file://${ROOT}${document}`)) ? [] : [`${document} links to ${to}`],
      ),
    );
    expect(dead).toEqual([]);
  });

  it("every dependency has its line of reason", () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read("package.json")) as Record<
      string,
      Record<string, string>
    >;
    const reasons = read("docs/dependencies.md");
    const missing = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      (name) => !reasons.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });
});
