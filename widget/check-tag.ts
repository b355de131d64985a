import type { WidgetElement } from "./port.ts";

/** The first is what a wrong one is taken for. */
const WORDS: Record<string, string[]> = {
  theme: ["auto", "light", "dark"],
  position: ["end", "start"],
  mode: ["bubble", "inline", "page"],
  consent: ["none", "ask"],
  storage: ["local", "session", "none"],
  dir: ["", "ltr", "rtl"],
};

/** For whoever builds the page: what of the tag cannot be, and what is used instead. One line each, in the console. */
export function complaints(
  host: WidgetElement,
  canColour = (value: string): boolean => CSS.supports("color", value),
): string[] {
  const said = (name: string) => host.getAttribute(name) ?? "";
  const wrong: [name: string, why: string][] = [];
  for (const [name, words] of Object.entries(WORDS)) {
    const value = said(name);
    if (value && !words.includes(value))
      wrong.push([
        name,
        `is not one of ${words.filter(Boolean).join(", ")}; "${words[0] || "that of the language"}" is used`,
      ]);
  }
  const server = said("server");
  if (server && !/^https?:\/\/[^/?#]+\/?$/.test(server))
    wrong.push([
      "server",
      "is no origin such as https://support.example; what can be read of it is used, or the script's own",
    ]);
  if (!/^[a-z0-9-]{0,40}$/.test(said("site"))) wrong.push(["site", "is no site id (a-z, 0-9, -)"]);
  if (said("z-index") && !Number.isInteger(Number(said("z-index"))))
    wrong.push(["z-index", "is no whole number; 2147483000 is used"]);
  const lang = said("lang");
  if (lang && !isLanguage(lang)) wrong.push(["lang", "is no language tag such as en or pt-BR; English words are used"]);
  const token = said("user-token");
  if (token && token.split(".").length !== 3) wrong.push(["user-token", "is no JWT; the visitor is anonymous"]);
  const lines = wrong.map(
    ([name, why]) => `<support-widget ${name}="${name === "user-token" ? "…" : said(name)}"> ${why}.`,
  );
  const accent = getComputedStyle(host).getPropertyValue("--sw-accent").trim();
  if (accent && !canColour(accent)) lines.push(`--sw-accent: ${accent} is no colour.`);
  return lines;
}

function isLanguage(tag: string): boolean {
  try {
    Intl.getCanonicalLocales(tag);
    return true;
  } catch {
    return false;
  }
}

/** Prints them. */
export function checkTag(host: WidgetElement): void {
  for (const line of complaints(host)) console.warn(line);
}
