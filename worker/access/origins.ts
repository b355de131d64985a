import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { findSite, type Settings, type Site } from "../workspace/settings.ts";

/** Compared as whole strings: no prefixes, no suffixes, and `null` (sandboxed frames, files) is nobody. */
export function originAllowed(origin: string | null, allowed: readonly string[]): boolean {
  return origin !== null && origin !== "null" && allowed.includes(origin);
}

/** Origins under which this server's own pages are reached. */
export function ownOrigins(env: Env, request: Request): string[] {
  if (!env.CONSOLE_ORIGINS) return [new URL(request.url).origin];
  return JSON.parse(env.CONSOLE_ORIGINS) as string[];
}

/** The site, if the request's origin may embed its widget. Own pages always may. Throws not_found and forbidden_origin. */
export function siteForOrigin(env: Env, request: Request, settings: Settings, name: string): Site {
  const site = findSite(settings, name);
  if (!site) throw new AppError("not_found");
  const origin = request.headers.get("Origin");
  if (!originAllowed(origin, [...site.origins, ...ownOrigins(env, request)])) throw new AppError("forbidden_origin");
  return site;
}

/**
 * Console mutations: cookie-bearing requests from other pages are refused three times over (origin, fetch metadata, a header
 * that a form cannot send).
 */
export function requireOwnOrigin(env: Env, request: Request): void {
  const site = request.headers.get("Sec-Fetch-Site");
  const fine =
    originAllowed(request.headers.get("Origin"), ownOrigins(env, request)) &&
    (site === null || site === "same-origin") &&
    request.headers.get("X-Deskbell") === "1";
  if (!fine) throw new AppError("forbidden_origin");
}

/** Console reading that tells a page something by itself. A same-origin GET carries no Origin; browsers without fetch metadata send neither. */
export function requireOwnPage(env: Env, request: Request): void {
  const origin = request.headers.get("Origin");
  const site = request.headers.get("Sec-Fetch-Site");
  const fine =
    (origin === null || originAllowed(origin, ownOrigins(env, request))) && (site === null || site === "same-origin");
  if (!fine) throw new AppError("forbidden_origin");
}
