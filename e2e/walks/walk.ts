import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Desk } from "../desk.ts";
import type { WORDS, Words } from "../people.ts";

export type Lang = keyof typeof WORDS;

/** Where a walk takes place. One desk serves all walks; each walk has browsers of its own. */
export type Stage = {
  desk: Desk;
  browser: Browser;
  lang: Lang;
  words: Words;
  /** A person's own browser in the language of the walk; closed after the walk. */
  context: () => Promise<BrowserContext>;
};

/**
 * Called in every state that is worth looking at. `name`: kebab-case, unique within the walk. `show`: brings what is to be seen back into
 * view, if another size of the window moves it.
 */
export type Look = (page: Page, name: string, show?: () => Promise<void>) => Promise<void>;

/**
 * A way through one part of the product, from state to state. The gallery takes pictures in each, the accessibility test asks
 * axe. A state that cannot be reached fails the walk.
 */
export type Walk = { name: string; go: (stage: Stage, look: Look) => Promise<void> };

export async function stageOf(
  desk: Desk,
  browser: Browser,
  lang: Lang,
  words: Words,
): Promise<Stage & { close: () => Promise<void> }> {
  const open: BrowserContext[] = [];
  return {
    desk,
    browser,
    lang,
    words,
    context: async () => {
      const context = await browser.newContext({ locale: words.lang, viewport: { width: 1280, height: 800 } });
      open.push(context);
      return context;
    },
    close: async () => {
      for (const context of open) await context.close();
    },
  };
}
