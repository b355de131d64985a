import type { ErrorCode } from "../protocol/errors.ts";
import type { Environment } from "./environment.ts";

/** What to do after a "no": stop with this code, or try again, after so many ms at least (0: no wish of the server). */
export type Verdict = ErrorCode | number;

/** `verdict` is null when the server said yes; `body` is then its JSON object. */
export type Answer =
  | { verdict: Verdict; body: null; unreachable?: boolean }
  | { verdict: null; body: Record<string, unknown>; unreachable?: false };

const TIMEOUT_MS = 15_000;
/** A server that wants more is not believed. */
const LONGEST_WISH_MS = 300_000;

/**
 * One request, never throws. A number covers everything that may pass by itself: no network, time-out, 429, 5xx, and an
 * answer that is not ours (the page of a captive portal or a proxy must not cost a visitor the session).
 */
export async function ask(
  environment: Environment,
  url: string,
  init: RequestInit,
  timeoutMs = TIMEOUT_MS,
  abort = new AbortController(),
): Promise<Answer> {
  const calm = environment.after(timeoutMs, () => abort.abort());
  try {
    const response = await environment.fetch(url, { cache: "no-store", ...init, signal: abort.signal });
    const { status, ok } = response;
    // 204 has no body and is a yes all the same.
    const body: unknown = status === 204 ? {} : await response.json().catch(() => null);
    if (ok && Object(body) === body) return { verdict: null, body: body as Record<string, unknown> };
    const { code, retryAfterMs } = Object((body as { error?: unknown } | null)?.error) as Record<string, unknown>;
    let verdict: Verdict = 0;
    if (status === 429 || status >= 500)
      verdict = wish(retryAfterMs ?? 1_000 * Number(response.headers.get("Retry-After")));
    else if (typeof code === "string") verdict = code as ErrorCode;
    else if (status === 403) verdict = "forbidden_origin";
    else if (status === 426) verdict = "upgrade_required";
    return { verdict, body: null };
  } catch {
    // No answer, or one that the browser may not show to this page.
    return { verdict: 0, body: null, unreachable: true };
  } finally {
    calm();
  }
}

/** How long the server wants to be left alone, in ms; what is no such time is 0. */
const wish = (ms: unknown): number => Math.min(Math.max(Number(ms) || 0, 0), LONGEST_WISH_MS);
