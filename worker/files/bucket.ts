import type { ConversationId } from "../../protocol/model.ts";

/** R2 lists and deletes at most this many at once. */
const AT_ONCE = 1_000;

/** Conversation first: all files of one are deleted by its prefix. Ids are never taken for anything else than what they are (base32). */
export function bucketKey(id: ConversationId, file: string): string {
  return `${id}/${file}`;
}

/** All that lies under the conversation, whatever the object still knows of it. Throws when the bucket does not answer; asked again, it goes on. */
export async function emptyBucket(bucket: R2Bucket, id: ConversationId): Promise<void> {
  for (let cursor: string | undefined; ; ) {
    const page = await bucket.list({
      prefix: bucketKey(id, ""),
      limit: AT_ONCE,
      ...(cursor !== undefined && { cursor }),
    });
    const keys = page.objects.map(({ key }) => key);
    if (keys.length > 0) await bucket.delete(keys);
    if (!page.truncated) return;
    cursor = page.cursor;
  }
}
