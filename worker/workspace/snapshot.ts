import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";
import { NO_SETTINGS, type Settings } from "./settings.ts";

/** How old a snapshot may be (design: settings change rarely, the Workspace must not be asked per request). */
const FRESH_MS = 60_000;

/** A value, not a promise: that would die with the request that began it, and everybody after it would wait for ever. */
let cached: { settings: Settings; at: number } | null = null;

/**
 * Settings of this isolate, at most a minute old. Never throws: with the Workspace down the last snapshot serves, and with
 * none at all the empty one, so that messages are still stored and escalated.
 */
export async function settingsSnapshot(env: Env, now: number): Promise<Settings> {
  if (cached && now - cached.at < FRESH_MS && now >= cached.at) return cached.settings;
  try {
    const settings = await workspace(env).settings();
    cached = { settings, at: now };
    return settings;
  } catch (error) {
    log("error", "settings_unavailable", { error: errorText(error) });
    return cached?.settings ?? NO_SETTINGS;
  }
}
