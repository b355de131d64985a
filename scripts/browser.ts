import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";

/**
 * Parts of Chromium that are off. Each new window would start a process for the list under its address bar, 1.3 s of processor time that nobody
 * sees; the others are those that Playwright 1.65 switches off, because a second list takes the place of the first.
 */
const FEATURES_OFF = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "TcpPortRandomizationWin",
  "ThirdPartyStoragePartitioning",
];

/** Without these, Chromium calls its maker's hosts at every start; as root it needs --no-sandbox. */
export const CHROMIUM_ARGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${FEATURES_OFF.join(",")}`,
];

const PACKAGES = ["chromium", "fonts-liberation"];

/** A Chromium to test with: CHROMIUM, Playwright's own, the one on PATH, or one installed now. Throws with what to type. */
export function findBrowser(say: (line: string) => void): string {
  const present = presentBrowser();
  if (present) {
    say(`Browser: ${present}`);
    return present;
  }
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !onPath("apt-get")) {
    throw new Error(
      `No Chromium found. Install one, for example: sudo apt-get install -y ${PACKAGES.join(" ")}\n` +
        "(or: npx playwright install chromium), or name one: CHROMIUM=/path/to/chromium npm test",
    );
  }
  say(`No Chromium found: installing ${PACKAGES.join(", ")} with apt-get.`);
  const apt = (...args: string[]) => {
    // Another process may hold dpkg's lock for a while.
    const done = spawnSync("apt-get", ["-o", "DPkg::Lock::Timeout=300", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (done.status !== 0) throw new Error(`apt-get ${args.join(" ")} failed. Install Chromium by hand and run again.`);
  };
  apt("update");
  apt("install", "-y", "--no-install-recommends", ...PACKAGES);
  const installed = presentBrowser();
  if (!installed) throw new Error("apt-get installed Chromium, but it is not on PATH.");
  say(`Browser: ${installed}`);
  return installed;
}

function presentBrowser(): string | null {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM=${named} does not exist.`);
    return named;
  }
  const own = chromium.executablePath();
  if (own && existsSync(own)) return own;
  return onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome");
}

function onPath(name: string): string | null {
  try {
    return execFileSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).trim() || null;
  } catch {
    return null;
  }
}
