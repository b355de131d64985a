/** Every number that a peer must keep to, each with its reason. Units stand in the name. */

/** WebSocket subprotocol; its number is the protocol version. Frames grow by addition within one version. */
export const SUBPROTOCOL = "deskbell.1";
/** Prefix of the second offered subprotocol, which carries the visitor's token (never the URL: URLs are logged). */
export const TOKEN_PREFIX = "t.";

/** A message: long enough for a pasted error, short enough that 2 000 of them stay smooth. Code points after trimming. */
export const MESSAGE_MAX_CODE_POINTS = 4_000;
/** A whole frame in bytes. workerd lets 32 MiB through, so the object refuses first (close 1009). */
export const FRAME_MAX_BYTES = 64 * 1024;
/** An HTTP body in bytes: one frame's worth and the same reason. */
export const BODY_MAX_BYTES = 64 * 1024;
/** Bad frames that one socket may send before it is closed (1008): a faulty client, not a hostile one, recovers sooner. */
export const BAD_FRAMES_MAX = 3;
/** Search-as-you-type: what a person types in a field; more only costs CPU. */
export const SEARCH_MAX_CODE_POINTS = 200;
export const SEARCH_MAX_TERMS = 12;
export const SEARCH_MAX_HITS = 8;
/** The bot reads the whole message, but at most this many terms (4 000 code points hold fewer in ordinary text). */
export const QUESTION_MAX_TERMS = 1_000;
/** Fields of the page and person. Code points; longer is cut, never refused: the visitor did not write them. */
export const CONTEXT_FIELD_MAX = 500;
/** Contact (e-mail or phone): RFC 5321 allows 254 octets for an address. */
export const CONTACT_MAX = 254;
/** A sentence beside the stars. */
export const RATING_TEXT_MAX = 1_000;
/** What was done, one line in the closing card. */
export const SUMMARY_MAX = 300;
/** Agent's name as shown to visitors, code points. */
export const NAME_MAX = 60;
/** NIST SP 800-63B: at least 8 for a person's own password; 12 since it is the only factor here. */
export const PASSWORD_MIN = 12;
/** scrypt hashes any length; the cap only bounds the work of a hostile body. */
export const PASSWORD_MAX = 200;
/** Messages in one `messages.page` frame, and its size: long messages make shorter pages. At least one message fits. */
export const PAGE_MESSAGES = 100;
export const PAGE_BYTES = 48 * 1024;
/** Messages sent on a fresh connect before the client asks for older ones. */
export const BACKLOG_MESSAGES = 200;
/** Rows in one page of the inbox. */
export const INBOX_PAGE = 50;
/** Sockets of one conversation, for each role apart, so that a visitor cannot keep the agents out: tabs and devices, with room. */
export const SOCKETS_PER_ROLE = 24;
/** `hello` and `history.get` of one conversation, for each role apart, after a burst and per minute: each may send a whole backlog. */
export const READS_BURST = 60;
export const READS_PER_MINUTE = 60;
/** Somebody who typed and says nothing more of it has stopped; who goes on typing says so again in half of this time. */
export const TYPING_MS = 6_000;
/** `typing.set` and `read.set` of one conversation after a burst and per minute; more are dropped, nobody misses them. */
export const SIGNS_BURST = 60;
export const SIGNS_PER_MINUTE = 120;
/** Frames of one conversation that may wait for their turn, for each role apart; the sender of more is refused and comes again. */
export const FRAMES_WAITING_MAX = 500;
/** How long the HTTP door holds a question for news: under the 30 s after which proxies cut what is silent. */
export const POLL_WAIT_MS = 25_000;
/** Answers from the HTTP door at the latest this long after a command: the other side is taken for gone then. */
export const ANSWER_WAIT_MS = 10_000;
/** Full-text search over tickets: code points of the query, and hits. */
export const TICKET_SEARCH_MAX = 200;
export const TICKET_HITS = 20;
/** Conversations that one person may have at one site; older ones stay, and are left out of the list. */
export const PERSON_CONVERSATIONS = 50;
/** New conversations of one site and one address of the network, after a burst and per minute. */
export const BEGINNINGS_BURST = 30;
export const BEGINNINGS_PER_MINUTE = 30;
/** Messages that a visitor may send to one conversation per minute; nobody types faster, scripts do. */
export const MESSAGES_PER_MINUTE = 60;
/** … after a burst: an outbox that was filled offline comes all at once. */
export const MESSAGES_BURST = 200;
/** A visitor's token: as long as one comes back to a matter. The session route renews it from half of its life on, unless it names a signed person. */
export const TOKEN_TTL_MS = 30 * 24 * 3_600_000;
/** An agent's session. */
export const SESSION_TTL_MS = 14 * 24 * 3_600_000;
/** An invitation of a colleague. */
export const INVITATION_TTL_MS = 7 * 24 * 3_600_000;
/** Clocks of two machines may differ by this much. */
export const CLOCK_TOLERANCE_MS = 60_000;

/** A file in bytes, where they lie in a bucket, and where they lie in the conversation's own object (its database, in chunks). */
export const FILE_MAX_BYTES = 20 * 1024 * 1024;
export const FILE_MAX_BYTES_IN_OBJECT = 5 * 1024 * 1024;
/** All files of a conversation, bytes, in either place: a free plan's storage must outlive one visitor. */
export const FILES_MAX_BYTES = 200 * 1024 * 1024;
export const FILES_MAX_BYTES_IN_OBJECT = 25 * 1024 * 1024;
/** Files of a conversation, and of one message. */
export const FILES_PER_CONVERSATION = 100;
export const FILES_PER_MESSAGE = 10;
/** A picture's pixels: larger ones are refused unseen (a decoded pixel takes 4 bytes in the reader's browser). */
export const IMAGE_MAX_PIXELS = 50_000_000;
/** Uploads to one conversation, for each role apart, after a burst and per minute: three messages' worth, and again each minute. */
export const UPLOADS_BURST = 30;
export const UPLOADS_PER_MINUTE = 30;
/**
 * Bytes that the visitors of one address of the network may upload, at all sites together since they fill one disk: after a burst and per hour.
 * A household or an office never sends that much to a support chat; whoever begins one conversation after the other to fill a disk does.
 */
export const UPLOADED_BYTES_BURST = 200 * 1024 * 1024;
export const UPLOADED_BYTES_PER_HOUR = 200 * 1024 * 1024;
/** Code points. */
export const FILE_NAME_MAX = 120;
/** A file that no message has named after this time is deleted. */
export const FILE_ORPHAN_MS = 24 * 3_600_000;
/** Attributes that a page may give, and those of a signed token; letters of a name. Their values are cut as context fields are. */
export const ATTRIBUTES_MAX = 20;
export const ATTRIBUTE_NAME_MAX = 60;
/** The owner's consent text, code points. */
export const CONSENT_MAX = 1_000;
