import type { Environment } from "./environment.ts";
import type { ask as Ask, Verdict } from "./http.ts";

/**
 * Browsers hide a refused preflight and a 403 without CORS headers behind a network error, so a door that is open to every
 * page tells whether this one is listed. Anything but a clear "no" means: try again later.
 *
 * @param ask that of http.ts
 */
export async function foreign(
  ask: typeof Ask,
  environment: Environment,
  server: string,
  site: string,
): Promise<Verdict> {
  const { body } = await ask(environment, `${server}/v1/sites/${encodeURIComponent(site)}/origin`, {
    credentials: "omit",
  });
  return body?.allowed === false ? "forbidden_origin" : 0;
}
