/** The only list of error codes. `status` is the HTTP status where the code leaves by HTTP; in a frame the code stands alone. */
export const ERRORS = {
  bad_request: { status: 400, text: "The request does not have the expected shape." },
  bad_frame: { status: 400, text: "The frame is not JSON of a known shape." },
  unknown_type: { status: 400, text: "The frame's type is not known to this version." },
  empty: { status: 400, text: "The message has no text." },
  unauthorized: { status: 401, text: "No valid credential came with the request." },
  identity_refused: { status: 401, text: "The signed identity does not hold: key, site or time are wrong." },
  identity_required: { status: 401, text: "This site's chat is for signed visitors only. Send a signed identity." },
  wrong_credentials: { status: 401, text: "Name or password is wrong." },
  forbidden_origin: { status: 403, text: "This origin is not on the site's list. Add it to the site's origins." },
  forbidden: { status: 403, text: "Your role does not allow this." },
  not_found: { status: 404, text: "There is nothing here." },
  method_not_allowed: { status: 405, text: "The address exists, but not with this method." },
  conflict: { status: 409, text: "The same id was used before with another content." },
  taken: { status: 409, text: "Another agent has taken this conversation." },
  not_owner: { status: 409, text: "Take the conversation over first." },
  wrong_state: { status: 409, text: "That is not possible in the present state." },
  name_taken: { status: 409, text: "This name is in use. Choose another one." },
  gone: { status: 410, text: "The link was used already, or is too old. Ask for a new one." },
  consent_required: { status: 409, text: "The visitor must agree to the present consent text first." },
  too_big: { status: 413, text: "That is longer than allowed." },
  quota_exceeded: { status: 413, text: "The conversation holds as many files as it may. Nothing was stored." },
  unsupported_file: {
    status: 415,
    text: "Files of this kind are not accepted: pictures (PNG, JPEG, WebP, GIF), PDF and plain text are.",
  },
  unsupported_media_type: { status: 415, text: "Send JSON with Content-Type: application/json." },
  upgrade_required: { status: 426, text: "This address speaks WebSocket with the subprotocol deskbell.1." },
  too_many: { status: 429, text: "Too many in a short time. Wait and try again." },
  internal: { status: 500, text: "Something went wrong on the server. Nothing was stored; try again." },
  not_configured: { status: 503, text: "The server lacks its keys. The operator sets TOKEN_KEYS." },
  unavailable: { status: 503, text: "The server cannot do this now. Try again soon." },
} as const satisfies Record<string, { status: number; text: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** Body of every HTTP error. `message` is English for developers; clients show their own words by `code`. */
export type ErrorBody = {
  error: { code: ErrorCode; message: string; field?: string; retryAfterMs?: number };
};

/** Close codes of both sockets and what a client does on them. */
export const CLOSE = {
  /** Too many bad frames: the client is broken; do not reconnect. */
  policy: 1008,
  /** Frame over FRAME_MAX_BYTES: do not send it again. */
  tooBig: 1009,
  /** The server stops or restarts: reconnect with back-off. */
  restart: 1012,
  /** Credential expired or revoked while connected: ask the session route, then act on its answer. */
  unauthorized: 4401,
} as const;
