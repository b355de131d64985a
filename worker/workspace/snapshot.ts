import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";
import { withinTime } from "../within-time.ts";
import { NO_SETTINGS, type Settings, withDefaults } from "./settings.ts";

/** How old a snapshot may be (design: settings change rarely, the Workspace must not be asked per request). */
const FRESH_MS = 60_000;
/** How long the Workspace may take, in ms: every conversation's queue waits for it. */
const ASK_LIMIT_MS = 5_000;
/** The old snapshot serves this long before a Workspace that did not answer is asked again, or each turn would wait the limit out. */
const ASK_AGAIN_MS = 10_000;

/** A value, not a promise: that would die with the request that began it, and everybody after it would wait for ever. */
let cached: { settings: Settings; at: number } | null = null;
/** Rises when somebody saves: an answer that was on its way then is old. */
let saves = 0;

/**
 * Settings of this isolate, at most a minute old. Never throws: with the Workspace down the last snapshot serves, and with
 * none at all the empty one, so that messages are still stored and escalated.
 */
export async function settingsSnapshot(env: Env, now: number): Promise<Settings> {
  if (cached && now - cached.at < FRESH_MS && now >= cached.at) return cached.settings;
  const before = saves;
  try {
    const told = await withinTime(workspace(env).settings(), ASK_LIMIT_MS, "the Workspace has not answered");
    // While a release spreads, the Workspace may still be of the one before.
    const settings = { ...told, sites: told.sites.map(withDefaults) };
    if (before === saves) cached = { settings, at: now };
    return settings;
  } catch (error) {
    log("error", "settings_unavailable", { error: errorText(error) });
    if (!cached) return NO_SETTINGS;
    cached = { ...cached, at: now - FRESH_MS + ASK_AGAIN_MS };
    return cached.settings;
  }
}

/** Settings were saved here: the next request asks for them. The old ones stay for the case that it cannot be answered. */
export function settingsSaved(): void {
  saves += 1;
  if (cached) cached = { ...cached, at: Number.NEGATIVE_INFINITY };
}
