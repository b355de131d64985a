import type { ErrorCode } from "../protocol/errors.ts";
import type { Environment } from "./environment.ts";

/** What to do after a "no": try again later, or stop with this code. */
export type Verdict = "retry" | ErrorCode;

/** `verdict` is null when the server said yes; `body` is then its JSON object. */
export type Answer =
  | { verdict: Verdict; body: null; unreachable?: boolean }
  | { verdict: null; body: Record<string, unknown>; unreachable?: false };

const TIMEOUT_MS = 15_000;
const RETRY: Answer = { verdict: "retry", body: null };
/** No answer, or one that the browser may not show to this page. */
const UNREACHABLE: Answer = { verdict: "retry", body: null, unreachable: true };

/**
 * One request, never throws. "retry" covers everything that may pass by itself: no network, time-out, 429, 5xx, and an
 * answer that is not ours (the page of a captive portal or a proxy must not cost a visitor the session).
 */
export async function ask(environment: Environment, url: string, init: RequestInit): Promise<Answer> {
  const abort = new AbortController();
  const calm = environment.after(TIMEOUT_MS, () => abort.abort());
  try {
    const response = await environment.fetch(url, { cache: "no-store", ...init, signal: abort.signal });
    const { status } = response;
    if (status === 429 || status >= 500) return RETRY;
    // 204 has no body and is a yes all the same.
    const body: unknown = status === 204 ? {} : await response.json().catch(() => null);
    if (response.ok) return isObject(body) ? { verdict: null, body } : RETRY;
    const error = isObject(body) && isObject(body.error) ? body.error.code : undefined;
    if (typeof error === "string") return { verdict: error as ErrorCode, body: null };
    if (status === 403) return { verdict: "forbidden_origin", body: null };
    if (status === 426) return { verdict: "upgrade_required", body: null };
    return RETRY;
  } catch {
    return UNREACHABLE;
  } finally {
    calm();
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
