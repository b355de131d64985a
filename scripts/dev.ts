import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, watch } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { buildPrograms } from "./build.ts";
import { buildConsole } from "./build-console.ts";
import { buildHosted } from "./build-hosted.ts";
import { buildWidget } from "./build-widget.ts";
import { startDemo } from "./demo-server.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { KB_CACHE } from "./kb-cache.ts";
import { formatProblems } from "./kb-problems.ts";
import { PUBLIC, ROOT } from "./paths.ts";

/** `npm run dev`: wrangler dev (it rebuilds the worker by itself), plus rebuilds of widget, console, hosted pages and knowledge base. */

const PORT = 8787;
/** Editors write a file several times; one rebuild is enough. */
const SETTLE_MS = 150;

const parts: Record<string, () => Promise<unknown>> = {
  widget: buildWidget,
  console: buildConsole,
  hosted: buildHosted,
  client: browsers,
  protocol: browsers,
  "kb-content": knowledge,
};

function browsers(): Promise<unknown> {
  return Promise.all([buildWidget(), buildConsole(), buildHosted()]);
}

async function knowledge(): Promise<void> {
  const { problems } = await buildKnowledgeBase({ from: `${ROOT}kb-content`, out: PUBLIC, cache: KB_CACHE });
  if (problems.length > 0) console.log(formatProblems(problems));
}

/** Secrets of this checkout, made once; wrangler reads them as bindings. */
async function devSecrets(): Promise<string> {
  const file = `${ROOT}.dev.vars`;
  const secret = () => randomBytes(32).toString("base64url");
  if (!existsSync(file)) {
    const keys = JSON.stringify({ current: "k1", keys: { k1: secret() } });
    const sites = JSON.stringify([
      { id: "demo", origins: [`http://localhost:${PORT + 1}`, `http://127.0.0.1:${PORT + 1}`] },
    ]);
    const lines = [`TOKEN_KEYS='${keys}'`, `SETUP_SECRET=${secret()}`, `SITES='${sites}'`, ""];
    await writeFile(file, lines.join("\n"), { mode: 0o600 });
  }
  return /SETUP_SECRET=(\S+)/.exec(await readFile(file, "utf8"))?.[1] ?? "";
}

function rebuildOnChange(): void {
  const waiting = new Map<string, NodeJS.Timeout>();
  for (const [folder, rebuild] of Object.entries(parts)) {
    watch(`${ROOT}${folder}`, { recursive: true }, () => {
      clearTimeout(waiting.get(folder));
      const run = (): void =>
        void rebuild().then(
          () => console.log(`Rebuilt ${folder}.`),
          (error: unknown) => console.error(error instanceof Error ? error.message : error),
        );
      waiting.set(folder, setTimeout(run, SETTLE_MS));
    });
  }
}

function wrangler(): ChildProcess {
  return spawn(
    `${ROOT}node_modules/.bin/wrangler`,
    ["dev", "--local", "--port", String(PORT), "--show-interactive-dev-session=false"],
    {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_SEND_ERROR_REPORTS: "false",
        WRANGLER_HIDE_BANNER: "true",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        X_LOCAL_OBSERVABILITY: "false",
      },
    },
  );
}

const secret = await devSecrets();
await buildPrograms();
await knowledge();
const demo = await startDemo({ port: PORT + 1, server: `http://localhost:${PORT}` });
rebuildOnChange();
const child = wrangler();
console.log(`
  Demo site   http://localhost:${PORT + 1}
  Console     http://localhost:${PORT}/console
  Set-up      http://localhost:${PORT}/console/setup#${secret}
              (while there is no agent)
`);
child.once("exit", (code) => {
  demo.close();
  process.exit(code ?? 0);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => child.kill(signal));
