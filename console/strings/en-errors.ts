import type { Trouble } from "../api.ts";

/** Our own words for every code: `message` of an error is English and for developers. */
export const errors: Record<Trouble, string> = {
  bad_request: "The server did not understand this. Reload the page and try again.",
  bad_frame: "The server did not understand this. Reload the page and try again.",
  unknown_type: "The server is older than this page. Reload the page.",
  empty: "There is no text yet.",
  unauthorized: "You are signed out. Sign in again.",
  identity_refused: "Who the visitor is could not be verified: the signature, the site or the time is wrong.",
  wrong_credentials: "Name or password is wrong.",
  forbidden_origin: "The server does not accept requests from this address.",
  forbidden: "Your role does not allow this.",
  not_found: "There is nothing here.",
  method_not_allowed: "The server is older than this page. Reload the page.",
  conflict: "This was sent before with another text. Write it again.",
  taken: "Another agent already has it.",
  not_owner: "Take it over first.",
  wrong_state: "That is not possible in the present state.",
  name_taken: "This name is in use. Choose another one.",
  gone: "The link was used already, or is too old. Ask for a new one.",
  too_big: "That is longer than allowed. Shorten it.",
  unsupported_media_type: "The server did not understand this. Reload the page and try again.",
  upgrade_required:
    "The server is of another version than this page, or something on the way changes the connection. Reload the page; if that does not help, ask whoever runs your network.",
  too_many: "Too many in a short time. Wait a little and try again.",
  internal: "Something went wrong on the server. Nothing was saved; try again.",
  not_configured: "The server is not set up completely. Whoever runs it finds the reason in its log.",
  unavailable: "The server cannot do this now. Try again soon.",
  unreachable: "The server does not answer. Check the connection and try again.",
};
