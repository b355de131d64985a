import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { WIDGET_DIR } from "./build-widget.ts";
import { ROOT } from "./paths.ts";

/** Bundled for the browser when they are asked for: the others are served as they are. */
const BUNDLED: Record<string, string> = {
  "react-app.js": "react-app.jsx",
  "vue-app.js": "vue-app.js",
  "turbo-app.js": "turbo-app.js",
};
const EXAMPLES = `${ROOT}widget/examples/`;

/** A page of widget/examples/ with the running server's address in it; null: there is none of that name. */
export async function exampleFile(name: string, server: string): Promise<string | null> {
  const text = BUNDLED[name]
    ? await bundled(BUNDLED[name])
    : await readFile(`${EXAMPLES}${name}`, "utf8").catch(() => null);
  if (text === null) return null;
  const [pinned = "", integrity = ""] = await pin();
  return text
    .replaceAll("https://support.example", server)
    .replaceAll("wss://support.example", server.replace(/^http/, "ws"))
    .replaceAll("{{PINNED}}", pinned)
    .replaceAll("{{INTEGRITY}}", integrity);
}

const made = new Map<string, Promise<string>>();

function bundled(name: string): Promise<string> {
  const known = made.get(name);
  if (known) return known;
  const text = build({
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
    jsx: "automatic",
    absWorkingDir: ROOT,
    entryPoints: [`widget/examples/${name}`],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
  }).then((result) => result.outputFiles[0]?.text ?? "");
  made.set(name, text);
  return text;
}

/** Name and hash of the launcher's file that never changes, as the build has written them down. */
async function pin(): Promise<string[]> {
  const text = await readFile(`${WIDGET_DIR}integrity.json`, "utf8").catch(() => "{}");
  return Object.entries(JSON.parse(text) as Record<string, string>)[0] ?? [];
}
