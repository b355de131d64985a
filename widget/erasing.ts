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

/** Ids of the conversations that this browser has the right to, the shown one first. */
export function heldConversations({ storage, key }: Whose, [, , , , , sessionStore, , requestList]: Tools) {
  const shown = sessionStore(storage, key).read();
  const others = requestList(storage, `${key}:requests`, () => 0).read();
  return [...(shown ? [shown] : []), ...others.filter((one) => one.conversationId !== shown?.conversationId)];
}

/**
 * Asks the server to delete them, and of a signed person all that they have, on whatever device it was begun.
 * `left`: how many could not be deleted now; asked again, those that are gone give the same receipt.
 */
export async function erased(whose: Whose, tools: Tools): Promise<{ receipts: ErasureReceipt[]; left: number }> {
  const [ask, json, , , environmentOf] = tools;
  const { server, site, userToken } = whose;
  const environment = environmentOf();
  const address = `${server}/v1/conversations`;
  const receipts = new Map<string, ErasureReceipt>();
  let left = 0;
  if (userToken) {
    const { body } = await ask(environment, `${address}/mine/erase`, json({ site, identity: userToken }));
    const answer = body as ErasureResponse | null;
    left += answer ? answer.left : 1;
    for (const receipt of answer?.receipts ?? []) receipts.set(receipt.conversationId, receipt);
  }
  for (const held of heldConversations(whose, tools)) {
    const { conversationId } = held;
    if (receipts.has(conversationId)) continue;
    const { body } = await ask(environment, `${address}/${conversationId}`, { ...json({}, held), method: "DELETE" });
    if (body) receipts.set(conversationId, body as ErasureReceipt);
    else if (!userToken) left++;
  }
  return { receipts: [...receipts.values()], left };
}
