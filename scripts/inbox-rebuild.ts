/** Conversations in one request. */
const BATCH = 200;

export type Rebuilt = { told: number; failed: number };

/** Lets every stored conversation tell the Inbox of its ticket. Rejects when the server cannot be asked. */
export async function rebuildInbox(
  ids: readonly string[],
  ask: (ids: string[]) => Promise<Response>,
): Promise<Rebuilt> {
  const sum: Rebuilt = { told: 0, failed: 0 };
  for (let from = 0; from < ids.length; from += BATCH) {
    const response = await ask(ids.slice(from, from + BATCH));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const { told, failed } = (await response.json()) as Rebuilt;
    sum.told += told;
    sum.failed += failed;
  }
  return sum;
}
