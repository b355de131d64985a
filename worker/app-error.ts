import { ERRORS, type ErrorBody, type ErrorCode } from "../protocol/errors.ts";

/** The one error that routes throw; everything expected inside the rooms is a return value instead. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: ErrorCode,
    detail: { message?: string; field?: string; retryAfterMs?: number; headers?: Record<string, string> } = {},
  ) {
    super(detail.message ?? ERRORS[code].text);
    this.name = "AppError";
    this.code = code;
    this.field = detail.field;
    this.retryAfterMs = detail.retryAfterMs;
    this.headers = detail.headers ?? {};
  }

  toResponse(): Response {
    const body: ErrorBody = { error: { code: this.code, message: this.message } };
    if (this.field !== undefined) body.error.field = this.field;
    const headers: Record<string, string> = { "Cache-Control": "no-store", ...this.headers };
    if (this.retryAfterMs !== undefined) {
      body.error.retryAfterMs = this.retryAfterMs;
      headers["Retry-After"] = String(Math.ceil(this.retryAfterMs / 1000));
    }
    return Response.json(body, { status: ERRORS[this.code].status, headers });
  }
}
