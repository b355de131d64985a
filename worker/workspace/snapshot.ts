import type { Env } from "../env.ts";
import { errorText, log } from "../log.ts";
import { workspace } from "../objects.ts";
import { NO_SETTINGS, type Settings } from "./settings.ts";

/** How old a snapshot may be (design: settings change rarely, the Workspace must not be asked per request). */
const FRESH_MS = 60_000;

let cached: { settings: Settings; at: number } | null = null;
let loading: Promise<Settings> | null = null;

/**
 * Settings of this isolate, at most a minute old. Never throws: with the Workspace down the last snapshot serves, and with
 * none at all the empty one, so that messages are still stored and escalated.
 */
export async function settingsSnapshot(env: Env, now: number): Promise<Settings> {
  if (cached && now - cached.at < FRESH_MS && now >= cached.at) return cached.settings;
  loading ??= load(env).finally(() => {
    loading = null;
  });
  return await loading;
}

async function load(env: Env): Promise<Settings> {
  try {
    const settings = await workspace(env).settings();
    cached = { settings, at: Date.now() };
    return settings;
  } catch (error) {
    log("error", "settings_unavailable", { error: errorText(error) });
    return cached?.settings ?? NO_SETTINGS;
  }
}
