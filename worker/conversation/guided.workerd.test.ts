import { afterEach, expect, it } from "vitest";
import type { Message } from "../../protocol/model.ts";
import { fresh } from "../testing/fresh.ts";
import { agentOn, newConversation, type Peer, SHOP, signUp, visitor } from "../testing/peer.ts";

afterEach(() => fresh());

/** Says something and waits for the bot's answer. */
async function ask(peer: Peer, text: string, choice?: { of: number; pick: string }): Promise<Message> {
  const context = { locale: "en", timeZone: "Europe/Berlin", pageUrl: `${SHOP}/p`, pageTitle: "P", referrer: "" };
  const from = peer.frames.length;
  await peer.say(text, { context, ...(choice && { choice }) });
  const frame = await peer.until(
    (f) => f.type === "message.created" && (f.message as Message).author.kind === "bot",
    from,
  );
  return frame.message as Message;
}
const keyOf = ({ body }: Message) => (body.kind === "phrase" ? body.phrase.key : body.kind);

it("a step counts only if it was offered, and the way stands in the ticket", async () => {
  const { anna } = await signUp();
  const session = await newConversation();
  const peer = await visitor(session);
  // A button of no message: read as the text that it is.
  const forged = await ask(peer, "my report shows fewer hours than I worked", {
    of: 1,
    pick: "data/missing-in-report#project",
  });
  expect(forged.body).toMatchObject({
    kind: "phrase",
    phrase: { key: "guided_step", params: { article: "data/missing-in-report" } },
  });
  const second = await ask(peer, "The entries are there", { of: forged.seq, pick: "data/missing-in-report#left-out" });
  expect(second.body).toMatchObject({ kind: "answer", passage: [{ t: "h" }, { t: "list", ordered: true }] });
  const third = await ask(peer, "they are still missing");
  expect(keyOf(third)).toBe("guided_step");
  expect(third.explanation).toBeUndefined();
  const last = await ask(peer, "It has a project", { of: third.seq, pick: "data/missing-in-report#human" });
  expect(keyOf(last)).toBe("escalated_article");

  const agent = await agentOn(session.conversationId, anna);
  const page = await agent.until((f) => f.type === "messages.page" && f.stream === "public");
  const explained = (page.messages as Message[]).findLast(({ author }) => author.kind === "bot")?.explanation;
  expect(explained).toMatchObject({
    decision: "escalate",
    reason: "article_says_so",
    path: {
      article: { id: "data/missing-in-report", title: "Hours are missing from a report" },
      steps: [
        { answered: "The entries are there" },
        { asked: "The report leaves them out", answered: "They are still missing" },
        { answered: "It has a project" },
      ],
    },
  });
  const welcome = agent.frames.find((f) => f.type === "welcome");
  expect(welcome).toMatchObject({
    ticket: {
      ticket: {
        reason: "article_says_so",
        subject:
          "my report shows fewer hours than I worked (The entries are there → They are still missing → It has a project)",
      },
    },
  });
});
