import type { Tools } from "../client/identity.ts";
import type { KeyValueStorage } from "../client/types.ts";
import type { ErasureReceipt, ErasureResponse } from "../protocol/api.ts";

type Whose = {
  server: string;
  site: string;
  /** A JWT, or "". */
  userToken: string;
  storage: KeyValueStorage;
  /** See session.ts. */
  key: string;
};

/** What this browser keeps of them. */
function storesOf({ storage, key }: Whose, [, , , , , sessionStore, storedOutbox, requestList]: Tools) {
  const outbox = storedOutbox(storage, `${key}:outbox`);
  return [sessionStore(storage, key), requestList(storage, `${key}:requests`, outbox.countIn), outbox] as const;
}

/** Those that this browser has the right to, the shown one first. */
export function heldConversations(whose: Whose, tools: Tools) {
  const [sessions, requests] = storesOf(whose, tools);
  const shown = sessions.read();
  const others = requests.read();
  return [...(shown ? [shown] : []), ...others.filter((one) => one.conversationId !== shown?.conversationId)];
}

/** By the conversation's id. */
export type Receipts = Map<string, ErasureReceipt>;

/** The right itself is over. Another refusal is of the page, the widget or the moment, and may pass. */
const NO_RIGHT = /^(unauthorized|forbidden|not_found)$/;

/**
 * Asks the server to delete them, and of a signed person all that they have, on whatever device it was begun. What has no receipt
 * yet gets one. What there is no right to any more is forgotten here.
 *
 * @returns gone: how many were only forgotten; left: how many, at least, could not be deleted now
 */
export async function erased(whose: Whose, tools: Tools, receipts: Receipts): Promise<{ gone: number; left: number }> {
  const [ask, json, , , environmentOf] = tools;
  const { server, site, userToken } = whose;
  const environment = environmentOf();
  const address = `${server}/v1/conversations`;
  const [sessions, requests, outbox] = storesOf(whose, tools);
  let gone = 0;
  let failed = 0;
  let mine: ErasureResponse | null = { receipts: [], left: 0 };
  if (userToken) {
    const { body } = await ask(environment, `${address}/mine/erase`, json({ site, identity: userToken }));
    mine = body as ErasureResponse | null;
    for (const receipt of mine?.receipts ?? []) receipts.set(receipt.conversationId, receipt);
  }
  for (const held of heldConversations(whose, tools)) {
    const { conversationId } = held;
    if (receipts.has(conversationId)) continue;
    const { body, verdict } = await ask(environment, `${address}/${conversationId}`, {
      ...json({}, held),
      method: "DELETE",
    });
    if (body) receipts.set(conversationId, body as unknown as ErasureReceipt);
    else if (mine && NO_RIGHT.test(`${verdict}`)) {
      // Without the person's own list it might be signed anew.
      gone++;
      sessions.drop(held);
      requests.drop(held);
      // The next page would send it to another conversation.
      for (const { clientId, to } of outbox.all()) if (to === conversationId) outbox.drop(clientId);
    } else failed++;
  }
  // The person's own list counts the same ones.
  return { gone, left: Math.max(failed, mine ? mine.left : 1) };
}
