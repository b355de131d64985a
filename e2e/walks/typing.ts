import type { Locator } from "@playwright/test";

/** A letter each second, for at most a minute: a look that takes longer is at fault itself. */
const TYPED_EVERY_MS = 1_000;
const TYPED_MAX = 60;

/** The sign lapses after 6 s without a letter (`TYPING_MS`), and what is waited for may take longer: somebody goes on typing meanwhile. */
export async function whileTyping(field: Locator, act: () => Promise<void>): Promise<void> {
  let over = false;
  const typing = (async () => {
    for (let letters = 0; letters < TYPED_MAX && !over; letters++) {
      await field.pressSequentially("…");
      await field.page().waitForTimeout(TYPED_EVERY_MS);
    }
  })();
  try {
    await act();
  } finally {
    over = true;
    await typing;
  }
}
