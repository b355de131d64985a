import { expect, test } from "vitest";
import type { Answer } from "../client/http.ts";
import type { Tools } from "../client/identity.ts";
import { memoryStorage } from "../client/testing/world.ts";
import { tools } from "../client/visitor.ts";
import { erased, heldConversations, type Receipts } from "./erasing.ts";

const SERVER = "https://support.example";
const KEY = `deskbell:${SERVER}:shop`;
const id = (n: number) => `c_${`${n}`.repeat(27)}`;
const receipt = (n: number) => ({ conversationId: id(n), erasedAt: 1, messages: n, files: 0, request: null });
const yes = (body: object): Answer => ({ verdict: null, body: body as Record<string, unknown> });
const no = (verdict: NonNullable<Answer["verdict"]>): Answer => ({ verdict, body: null });

/** A browser that shows conversation 1, knows 2 and 3 beside, and has a message unsent in each; `answer` by the end of the address. */
function browser(answer: (path: string) => Answer, userToken = "") {
  const storage = memoryStorage();
  const [, , , , , sessionStore, storedOutbox, requestList] = tools;
  const session = (n: number) => ({ conversationId: id(n), token: `t-${n}`, expiresAt: 9e15 });
  sessionStore(storage, KEY).write(session(1));
  for (const n of [1, 2, 3]) {
    if (n > 1) requestList(storage, `${KEY}:requests`, () => 0).put({ ...session(n), number: n, updatedAt: -n });
    storedOutbox(storage, `${KEY}:outbox`).keep(
      { clientId: `message-${n}`, text: `${n}`, state: "failed", at: n },
      id(n),
    );
  }
  const asked: string[] = [];
  const receipts: Receipts = new Map();
  const ask: Tools[0] = async (_, url, { method, headers }) => {
    const path = url.slice(`${SERVER}/v1/conversations/`.length);
    asked.push(`${method} ${path} ${new Headers(headers).get("authorization")}`);
    return answer(path);
  };
  const [, ...rest] = tools;
  const whose = { server: SERVER, site: "shop", userToken, storage, key: KEY };
  return {
    asked,
    erase: async () => {
      const { gone, left } = await erased(whose, [ask, ...rest], receipts);
      return { receipts: [...receipts.values()], gone, left };
    },
    held: () => heldConversations(whose, tools).map(({ conversationId }) => conversationId),
    unsent: () =>
      storedOutbox(storage, `${KEY}:outbox`)
        .all()
        .map(({ text }) => text),
  };
}

test("each that is held is deleted by its own right, the shown one first", async () => {
  const { erase, asked } = browser((path) => yes(receipt(Number(path[2]))));
  expect(await erase()).toEqual({ receipts: [receipt(1), receipt(2), receipt(3)], gone: 0, left: 0 });
  expect(asked).toEqual([1, 2, 3].map((n) => `DELETE ${id(n)} Bearer t-${n}`));
});

test.each(["unauthorized", "forbidden", "not_found"] as const)(
  "%s: no right any more, so it is forgotten here and not asked again",
  async (code) => {
    const { erase, held, unsent, asked } = browser((path) => (path === id(3) ? yes(receipt(3)) : no(code)));
    expect(await erase()).toEqual({ receipts: [receipt(3)], gone: 2, left: 0 });
    expect([held(), unsent()]).toEqual([[id(3)], ["3"]]);
    expect(await erase()).toEqual({ receipts: [receipt(3)], gone: 0, left: 0 });
    expect(asked).toHaveLength(3);
  },
);

test.each([0, 5_000, "forbidden_origin", "upgrade_required"] as const)(
  "%s: may pass, so it is left, and everything stays for another try",
  async (verdict) => {
    const { erase, held, unsent, asked } = browser((path) => (path === id(1) ? yes(receipt(1)) : no(verdict)));
    expect(await erase()).toEqual({ receipts: [receipt(1)], gone: 0, left: 2 });
    expect([held(), unsent()]).toEqual([
      [id(1), id(2), id(3)],
      ["1", "2", "3"],
    ]);
    // Once more: only what has no receipt.
    await erase();
    expect(asked.slice(3)).toEqual([2, 3].map((n) => `DELETE ${id(n)} Bearer t-${n}`));
  },
);

test("signed: all of the person's at once, then what is held beside", async () => {
  const { erase, asked } = browser(
    (path) => yes(path === "mine/erase" ? { receipts: [receipt(4), receipt(1), receipt(2)], left: 0 } : receipt(3)),
    "jwt",
  );
  expect(await erase()).toEqual({ receipts: [4, 1, 2, 3].map(receipt), gone: 0, left: 0 });
  expect(asked).toEqual(["POST mine/erase null", `DELETE ${id(3)} Bearer t-3`]);
});

test("signed: what is held and fails is left too, and counted once", async () => {
  const answers = (left: number) => (path: string) =>
    path === "mine/erase" ? yes({ receipts: [receipt(1)], left }) : no(0);
  expect(await browser(answers(0), "jwt").erase()).toEqual({ receipts: [receipt(1)], gone: 0, left: 2 });
  expect(await browser(answers(2), "jwt").erase()).toMatchObject({ left: 2 });
  expect(await browser(answers(5), "jwt").erase()).toMatchObject({ left: 5 });
});

test("signed, and the person's list was not heard of: nothing counts as gone", async () => {
  const { erase, held } = browser((path) => no(path === "mine/erase" ? "identity_refused" : "unauthorized"), "jwt");
  expect(await erase()).toEqual({ receipts: [], gone: 0, left: 3 });
  expect(held()).toHaveLength(3);
});
