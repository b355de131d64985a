import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { type BuildOptions, type BuildResult, build, type Metafile, type Plugin } from "esbuild";
import { minify } from "vite";
import { leanLit } from "./lean-lit.ts";
import { PUBLIC, ROOT } from "./paths.ts";

/**
 * Widget files. The launcher has a stable name (owners paste it), everything else carries the build's hash and may be cached for
 * ever. The launcher is built second because it must know the panel's name: it preloads that file without running it.
 */
export const WIDGET_DIR = `${PUBLIC}widget/v1/`;

const common = {
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  // Lit's licence stands beside the bundle (THIRD-PARTY-NOTICES.txt), not in its bytes.
  legalComments: "none",
  // Otherwise every Cyrillic letter becomes six ASCII ones.
  charset: "utf8",
  absWorkingDir: ROOT,
  outdir: WIDGET_DIR,
  metafile: true,
  write: false,
  logLevel: "warning",
} as const satisfies BuildOptions;

/**
 * Names that only widget and client use among themselves, long and often said: shortened. None of them may be a name on the wire, in
 * storage, of the DOM, of Lit or of what the launcher calls; budgets.test.ts looks.
 */
const INTERNAL_NAMES = [
  // Of the panel's parts.
  "requestUpdate performUpdate updateComplete renderRoot addController removeController hostUpdate hostUpdated hostConnected",
  "hostDisconnected showsHome showsChat hasStored hasNews scroller siteUrl wasAsked newDay headed speaker textOf toEnd",
  "snapshot client port main mark input isLocal since outbox stands isStored isThere isChoosing isFaulty dragged takeBack cardHidden prepare talk headings blocks marked rest dispose live",
  // Of the client.
  "afterRefusedUpgrade mayConnect hasUnsent loadOlder randomBytes onPhase onFrame onWake onLost onOpen refreshRequests",
  "environmentOf keyEnd renew sessions setPhase beforeSending enter tellPage",
  "revokeReturnLink setContact refusal hasOlder effects discard hasSession lists phase queue requests flight setTyping setRead subscribe protocols retry active stop move",
  // Words.
  "articleHelped copyThis newMessages sending notSent sendAgain tooMany registering answering linkOpens leaveContact contactLeft",
  "copied linkFailed edit revoke contactDoubtful notSaved isSolved newQuestion isConnecting refusedOrigin refusedVersion loadFailed sendFailed askAboutThis",
  "closePanel goBack sendIt isLoading howCanWeHelp forThisPage popularArticles articlesFound countFound nothingFound askInstead searchHere isMute askQuestion writeMessage supportUnread supportName",
  "addDetails addNote attachFile attachThis cancelThis chooseFiles detailNames detailsShown downloadFile filesLost filesWait openPicture removeFile tooLarge wrongKind notAttached isFull isEmpty tooManyFiles",
  "copyReceipt eraseThis eraseTitle eraseWhat iAgree isErased isErasing keepThis notErased notNow noticesOff noticesOn receiptCopied receiptNames returnToBot isOffline",
  "allArticles otherWays tableOfContents relatedArticles answerHelped sayYes sayNo thankYou shareThis readWhole logName writeBelow showEarlier talkToHuman waitUnsent requestNumber isTyping linkToThis contactLabel saveThis changeThis whatWasDone howWasHelp starsOf commentHint noConnection notAvailable myRequests yourTalk isOverLimit",
];
export const INTERNAL = new RegExp(`^(${INTERNAL_NAMES.join(" ").replaceAll(" ", "|")})$`);
/** What Lit calls its own parts; all of Lit that the widget uses is in the panel's file. */
const OF_LIT = "^(_[$].*|ctor|startNode|endNode|setConnected|renderBefore|creationScope|strings|parts|element)$";
/** Tokens of the panel's sheet that no other file names: `--_line` becomes `--_A`. */
const TOKENS = [
  "line",
  "dim",
  "soft",
  "link",
  "small",
  "bg",
  "fg",
  "accent",
  "font",
  "low",
  "on",
  "bad",
  "deep",
  "pale",
];

/** A number that has a name in one file only. */
const NUMBER = /^const ([A-Z_]+)(?:: [^=\n]+)? = ([\d_]+);$/gm;

/** Both minifiers leave these as variables; a number that stands where it is used is shorter. */
const numbersInPlace: Plugin = {
  name: "numbers-in-place",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/](client|widget)[\\/][\w-]+\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const numbers = new Map([...text.matchAll(NUMBER)].map(([, name = "", value = ""]) => [name, value]));
      const contents = text
        .replaceAll(NUMBER, "")
        .replaceAll(/(?<![.\w])[A-Z_]+(?!\w)/g, (name) => numbers.get(name) ?? name);
      return { loader: "ts", contents };
    }),
};

/**
 * Loaded on demand and complete in themselves: built each for itself, so that what one of them shares with others is no third file, one
 * more trip. What is big they are given by who loads them.
 */
const APART = [
  "request-parts",
  "address-copy",
  "check-tag",
  "news",
  "attach",
  "attach-more",
  "erase",
  "signed",
  "agreement",
  "mask",
];

/** Their imports stay as they are, and get the hashed name when that is known. */
const apart: Plugin = {
  name: "apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/[\w-]+\.ts$/ }, ({ kind, path }) => {
      const name = basename(path, ".ts");
      return kind === "dynamic-import" && APART.includes(name) ? { path: `./${name}.js`, external: true } : null;
    }),
};

/** A blank before one of these is never drawn. */
const BEFORE_BLOCK =
  / (?=<\/?(div|ul|li|form|p|section|article|fieldset|h3|h4|details|dialog|label|legend|summary|h2)\b)/g;

export type WidgetBuild = {
  /** File names below `dir`: of the launcher, and of what must load before the first panel can be typed in. */
  launcher: string;
  /** The launcher under a name that never changes its content, and its hash for `integrity`. */
  pinned: string;
  integrity: string;
  firstPanel: string[];
  /** Panel and all that it may load later. */
  files: string[];
  metafiles: Metafile[];
};

export async function buildWidget(dir = WIDGET_DIR): Promise<WidgetBuild> {
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const options = {
    ...common,
    plugins: [leanLit, numbersInPlace, apart],
    mangleProps: new RegExp(`${INTERNAL.source}|${OF_LIT}`),
  };
  // Names without a hash, so that a second shared chunk would collide and be noticed: it would be one more trip.
  const panel = await build({
    ...options,
    splitting: true,
    entryPoints: { panel: "widget/panel.ts" },
    chunkNames: "[name]",
    mangleCache: {},
  });
  // What is called so here must be called so there.
  let { mangleCache } = panel;
  const apartBuilt: Built[] = [];
  for (const name of APART) {
    const one = await build({
      ...options,
      entryPoints: { [name]: `widget/${name}.ts` },
      mangleCache: { ...mangleCache },
    });
    mangleCache = { ...mangleCache, ...one.mangleCache };
    apartBuilt.push(one);
  }
  const names = await writeHashed([panel, ...apartBuilt], dir);
  const panelName = names.get("panel.js");
  if (!panelName) throw new Error("esbuild made no panel");
  const launcher = await build({
    ...common,
    entryPoints: { "support-widget": "widget/support-widget.ts" },
    define: { __PANEL__: JSON.stringify(`./${panelName}`) },
  });
  // In so few bytes a second minifier loses more than it finds.
  const text = textOf(launcher.outputFiles, "support-widget.js");
  await writeFile(`${dir}support-widget.js`, text);
  const pinned = `support-widget-${digest(text)}.js`;
  await writeFile(`${dir}${pinned}`, text);
  const integrity = `sha384-${createHash("sha384").update(text).digest("base64")}`;
  await writeFile(`${dir}integrity.json`, `${JSON.stringify({ [pinned]: integrity }, null, 2)}\n`);
  await buildQueue(dir);
  return {
    launcher: "support-widget.js",
    pinned,
    integrity,
    firstPanel: ["panel.js", ...staticImports(panel.metafile, "panel.js")].map((name) => names.get(name) ?? name),
    files: [...names.values()],
    metafiles: [panel, ...apartBuilt, launcher].map(({ metafile }) => metafile),
  };
}

type Built = BuildResult<typeof common>;

/**
 * All names end with one hash, of all files together: said over and over in what imports them it costs hardly a byte, where a hash for each was 0.15 kB of what every
 * talk loads. Panel and later parts name the rest, so their names changed with every file anyway. Returns old name → hashed name.
 */
async function writeHashed(builds: readonly Built[], dir: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const { path, text } of builds.flatMap(({ outputFiles }) => outputFiles)) {
    const name = basename(path);
    files.set(name, await squeezed(name, text));
  }
  const end = `-${digest(JSON.stringify([...files]))}.js`;
  const names = new Map([...files.keys()].map((name) => [name, name.replace(/\.js$/, end)]));
  for (const [name, text] of files) {
    const whole = text.replaceAll(/(?<=[`"]\.\/)[\w-]+\.js(?=[`"])/g, (other) => names.get(other) ?? other);
    await writeFile(`${dir}${names.get(name)}`, whole);
  }
  return names;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** A plain script, for pages that call before anything has loaded. */
async function buildQueue(dir: string): Promise<void> {
  const queue = await build({ ...common, format: "iife", entryPoints: { queue: "widget/queue.ts" } });
  await writeFile(`${dir}queue.js`, textOf(queue.outputFiles, "queue.js"));
}

function textOf(files: Built["outputFiles"], name: string): string {
  const file = files.find((f) => basename(f.path) === name);
  if (!file) throw new Error(`esbuild made no ${name}`);
  return file.text;
}

/**
 * A second minifier finds 2 % more. Ends of lines are left only in templates: HTML takes one blank for them and their
 * indentation, a sheet needs none.
 */
async function squeezed(name: string, text: string): Promise<string> {
  const oneLine = text
    .replaceAll(/\n[ \t]+/g, " ")
    .replaceAll(BEFORE_BLOCK, "")
    .replaceAll(/([};>])\n(?=[\w.:*@[])/g, "$1")
    .replaceAll(/--_([a-z]{2,})/g, (_, token) => `--_${shortToken(token)}`);
  const { code, errors } = await minify(name, oneLine, {
    module: true,
    compress: { target: "es2022", sequences: false },
    mangle: { toplevel: true },
  });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message}`);
  return code;
}

function shortToken(token: string): string {
  const at = TOKENS.indexOf(token);
  if (at < 0) throw new Error(`--_${token} is not in TOKENS`);
  return String.fromCharCode(65 + at);
}

/** Chunks that load together with an output, because it imports them statically. Base names. */
function staticImports(metafile: Metafile, name: string, seen = new Set<string>()): string[] {
  const output = Object.entries(metafile.outputs).find(([path]) => basename(path) === name)?.[1];
  for (const i of output?.imports ?? []) {
    if (i.kind !== "import-statement" || i.external || seen.has(basename(i.path))) continue;
    seen.add(basename(i.path));
    staticImports(metafile, basename(i.path), seen);
  }
  return [...seen];
}
