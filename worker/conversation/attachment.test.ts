import { serialize } from "node:v8";
import { expect, it } from "vitest";
import { CONTACT_MAX, CONTEXT_FIELD_MAX, NAME_MAX } from "../../protocol/limits.ts";
import type { ConversationId, SiteId } from "../../protocol/model.ts";
import { heldAttributes } from "../visitor/attributes.ts";
import { linkDigest } from "./admission.ts";
import type { Attachment } from "./attachment.ts";

it("however much is known of a visitor, it fits into the 2 KiB that a hibernating socket may have", () => {
  const [id, email] = ["ж".repeat(200), "ж".repeat(CONTACT_MAX)];
  const attachment: Attachment = {
    conversationId: `c_0${"0".repeat(26)}` as ConversationId,
    peer: {
      role: "visitor",
      siteId: "s".repeat(40) as SiteId,
      browser: "x".repeat(CONTEXT_FIELD_MAX),
      person: { id, name: "😀".repeat(NAME_MAX), email },
      attributes: heldAttributes({ id, name: "", email: "", attributes: { plan: "ж".repeat(CONTEXT_FIELD_MAX) } })
        ?.digest,
      link: linkDigest("s".repeat(26)),
    },
    door: "http",
    expiresAt: Date.now(),
    ready: true,
    read: 1_000_000,
    typingAt: Date.now(),
    strikes: 2,
  };
  expect(serialize(attachment).byteLength).toBeLessThanOrEqual(2_048);
});
