import { words } from "./analysis.ts";
import { NASTY_TEXTS } from "./nasty-texts.fixture.ts";
import { repairTyping } from "./typing.ts";

/** FNV-1a over UTF-16 units: the same in every runtime, without asking its crypto. */
function fnv(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

const KNOWN = new Set(["парол", "сброс", "оплат", "подписк", "password", "reset"]);

export const analysisHash = (): string =>
  fnv(
    JSON.stringify(
      NASTY_TEXTS.map(([locale, text]) => [
        words(text, locale, 1_000),
        repairTyping(text, locale, (_folded, stem) => KNOWN.has(stem)),
      ]),
    ),
  );
