import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Body, Locale } from "../../protocol/model.ts";
import { article, openSample } from "../kb/sample.fixture.ts";
import type { HistoryMessage } from "./dialogue.ts";
import { type BotReply, respond } from "./respond.ts";
import { typedChoice } from "./typed-choice.ts";

const TREE = "diagnosis: true\n";
const ENGLISH = {
  "help/sync": article(
    "Hours are not synced",
    ["my hours are not synced", "sync is stuck", "orange cloud"],
    `What do you see beside the newest entry?

- [An orange cloud](#orange)
- [A red cross](#red)
- [Nothing at all](other.md)

## The cloud is orange {#orange}

1. Open any web page.
2. Press **Send now**.

- [Yes, it is gone](#solved)
- [No, it is still there](#firewall)
- [It says "blocked"](#human)

## The cross is red {#red}

Sign in again.

## Behind a firewall {#firewall}

Ask IT to allow [our address](https://a.example/).

## It works {#solved}

Nothing else to do.

## Write to us {#human}

By e-mail.`,
    TREE,
  ),
  "help/other": article("Hours of another computer", ["hours on another computer"], "Let that computer connect."),
  "help/pay": article("Pay by card", ["how do I pay by card", "credit card payment"], "Open **Billing**."),
};
const RUSSIAN = {
  "help/sync": article(
    "Часы не синхронизируются",
    ["часы не синхронизируются", "оранжевое облачко"],
    `Что видно возле записи?

- [Оранжевое облачко](#orange)
- [Красный крестик](#red)

## Облачко оранжевое {#orange}

Облачко исчезло после нажатия?

- [Да](#red)
- [Нет](#human)

## Крестик красный {#red}

Войдите заново.

## Напишите нам {#human}

По почте.`,
    TREE,
  ),
  "help/pay": article("Оплата картой", ["как оплатить картой"], "Откройте **Оплату**."),
};

function talk(texts: Record<string, string> = ENGLISH, locale: Locale = "en", kb = openSample(texts, locale)) {
  const history: HistoryMessage[] = [];
  const add = (message: Pick<HistoryMessage, "author" | "body">) =>
    history.push({ seq: history.length + 1, ...message });
  return {
    add,
    say(text: string, pick?: string): BotReply {
      const said = { text, ...(pick === undefined ? {} : { pick }) };
      const reply = respond({ ...said, locale, history: [...history] }, kb);
      add({ author: { kind: "visitor" }, body: { kind: "text", ...said } });
      add({ author: { kind: "bot" }, body: reply.body });
      return reply;
    },
  };
}
const optionsOf = (body: Body) => (body.kind === "phrase" || body.kind === "answer" ? body.options : []);
/** The message in a few words, with its buttons. */
const gist = ({ body, escalate }: BotReply): string[] => {
  if (escalate !== null) return [`→ ${escalate}`];
  const text =
    body.kind === "phrase" ? body.phrase.text : body.kind === "answer" ? body.passage.map(({ t }) => t).join(" ") : "";
  return [text, ...optionsOf(body).map(({ pick }) => pick)];
};
const answers = ({ explanation: { path } }: BotReply) => path?.steps.map(({ answered }) => answered);

describe("guided steps", () => {
  it("ask their way to the answer, a person always a button away, and the agent reads the way", () => {
    const chat = talk();
    const first = chat.say("my hours are not synced");
    expect(gist(first)).toEqual([
      "What do you see beside the newest entry?",
      "help/sync#orange",
      "help/sync#red",
      "help/other",
      "human",
    ]);
    expect(first.explanation).toMatchObject({
      decision: "answer",
      hits: [{ id: "help/sync" }, {}, {}].slice(0, first.explanation.hits.length),
      path: { article: { id: "help/sync", title: "Hours are not synced" }, steps: [] },
    });
    const second = chat.say("An orange cloud", "help/sync#orange");
    expect(gist(second)).toEqual(["h list", "help/sync#solved", "help/sync#firewall", "help/sync#human", "human"]);
    const third = chat.say("No, it is still there", "help/sync#firewall");
    expect(gist(third)).toEqual(["h p", "yes", "no", "human"]);
    expect(third.body).toMatchObject({ kind: "answer", article: { id: "help/sync" }, whole: false });
    const last = chat.say("No", "no");
    expect(gist(last)).toEqual(["→ steps_did_not_help"]);
    expect(last.explanation).toMatchObject({
      reason: "steps_did_not_help",
      path: {
        article: { id: "help/sync", title: "Hours are not synced" },
        steps: [
          { asked: "What do you see beside the newest entry?", answered: "An orange cloud" },
          { asked: "The cloud is orange", answered: "No, it is still there" },
        ],
      },
    });
  });

  it("end where the article says so: solved, with a person, or in another article", () => {
    const chat = talk();
    chat.say("sync is stuck");
    chat.say("An orange cloud", "help/sync#orange");
    expect(chat.say("Yes, it is gone", "help/sync#solved").body).toMatchObject({ phrase: { key: "glad" } });
    expect(chat.say("do you sell penguins").explanation.path).toBeUndefined();

    const human = talk();
    human.say("sync is stuck");
    human.say("An orange cloud", "help/sync#orange");
    const handed = human.say('It says "blocked"', "help/sync#human");
    expect([gist(handed), answers(handed)]).toEqual([["→ article_says_so"], ["An orange cloud", 'It says "blocked"']]);

    const other = talk();
    other.say("sync is stuck");
    const answer = other.say("Nothing at all", "help/other");
    expect(answer.body).toMatchObject({ kind: "answer", article: { id: "help/other" } });
    expect(answers(answer)).toEqual(["Nothing at all"]);
    expect(gist(other.say("No", "no"))).toEqual(["→ steps_did_not_help"]);
  });

  it("take the way along when a person is asked for, and whatever comes after", () => {
    const chat = talk();
    chat.say("sync is stuck");
    chat.say("An orange cloud", "help/sync#orange");
    expect(answers(chat.say("Talk to a human", "human"))).toEqual(["An orange cloud"]);
    // With people the matter is over: the next one begins anew.
    chat.add({
      author: { kind: "system" },
      body: {
        kind: "phrase",
        phrase: { key: "agent_returned_to_bot", params: {}, locale: "en", text: "" },
        options: [],
      },
    });
    expect(chat.say("I want a human").explanation.path).toBeUndefined();
  });

  it("understand a button that is typed, in any case and form, in both languages", () => {
    const chat = talk();
    chat.say("sync is stuck");
    expect(gist(chat.say("ORANGE CLOUDS!"))[0]).toBe("h list");
    expect(gist(chat.say("nope"))).toEqual(["h p", "yes", "no", "human"]);
    expect(answers(chat.say("no"))).toEqual(["An orange cloud", "No, it is still there"]);

    const russian = talk(RUSSIAN, "ru");
    expect(gist(russian.say("часы не синхронизируются"))[0]).toBe("Что видно возле записи?");
    expect(gist(russian.say("облачко"))[0]).toBe("Облачко исчезло после нажатия?");
    const last = russian.say("неа");
    expect([gist(last), answers(last)]).toEqual([["→ article_says_so"], ["Оранжевое облачко", "Нет"]]);
  });

  it("ask once more what is none of the answers, then hand over with the way so far", () => {
    const chat = talk();
    chat.say("sync is stuck");
    chat.say("An orange cloud", "help/sync#orange");
    const again = chat.say("purple elephants dance");
    expect(again.body).toMatchObject({ phrase: { key: "guided_again" } });
    expect(answers(again)).toEqual(["An orange cloud"]);
    expect(gist(again).slice(1)).toEqual(["help/sync#solved", "help/sync#firewall", "help/sync#human", "human"]);
    const third = chat.say("still there");
    expect([gist(third)[0], answers(third)]).toEqual(["h p", ["An orange cloud", "No, it is still there"]]);

    const lost = talk();
    lost.say("sync is stuck");
    lost.say("ok");
    expect(gist(lost.say("hmm"))).toEqual(["→ nothing_found"]);
  });

  it("give way to another question, and can be gone on with", () => {
    const chat = talk();
    chat.say("sync is stuck");
    expect(chat.say("how do I pay by card").body).toMatchObject({ article: { id: "help/pay" } });
    const back = chat.say("An orange cloud", "help/sync#orange");
    expect([gist(back)[0], answers(back)]).toEqual(["h list", ["An orange cloud"]]);
  });

  it("may ask the same under two headings: the heading tells them apart", () => {
    const step = (n: number, to: string) =>
      `## Part ${n} {#s${n}}\n\nDoes it work now?\n\n- [Yes](#solved)\n- [No](#${to})\n\n`;
    const body = `Begin.\n\n- [Go on](#s1)\n\n${step(1, "s2")}${step(2, "human")}## Good {#solved}\n\nGood.\n\n## Us {#human}\n\nUs.`;
    const chat = talk({ "help/tree": article("Broken lamp", ["my lamp is broken"], body, TREE) });
    chat.say("my lamp is broken");
    expect(gist(chat.say("go on"))[0]).toBe("Part 1\nDoes it work now?");
    expect(gist(chat.say("no"))[0]).toBe("Part 2\nDoes it work now?");
    expect(gist(chat.say("no"))).toEqual(["→ article_says_so"]);
  });

  it("of articles that have changed meanwhile begin anew, or are a question like any other", () => {
    const chat = talk();
    chat.say("sync is stuck");
    const renamed = { ...ENGLISH, "help/sync": ENGLISH["help/sync"].replaceAll("#orange", "#amber") };
    const now = talk(renamed);
    now.say("sync is stuck");
    now.add({
      author: { kind: "bot" },
      body: {
        kind: "phrase",
        phrase: {
          key: "guided_step",
          params: { text: "Old?", article: "help/sync", title: "Hours" },
          locale: "en",
          text: "Old?",
        },
        options: [{ pick: "help/sync#gone", label: "Gone" }],
      },
    });
    expect(now.say("Gone", "help/sync#gone").body).toMatchObject({ phrase: { key: "above" } });
    expect(respond({ text: "x", pick: "nowhere/x#y", locale: "en", history: [] }, openSample(ENGLISH)).body.kind).toBe(
      "phrase",
    );
    expect(respond({ text: "x", pick: "help/sync#orange", locale: "en", history: [] }, null).escalate).toBe(
      "kb_unavailable",
    );
  });

  it("say the same to the same way", () => {
    const one = talk();
    const two = talk();
    for (const [text, pick] of [["sync is stuck"], ["An orange cloud", "help/sync#orange"], ["no"], ["no"]] as const)
      expect(one.say(text, pick)).toEqual(two.say(text, pick));
  });
});

describe("any guided steps that pass the check", () => {
  // Step i leads to later ones only, so there is no loop; the last one is an answer.
  const tree = fc
    .array(fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    .map((jumps) => {
      const target = (i: number, jump: number) => {
        if (jump === 4) return i % 2 === 0 ? "human" : "solved";
        return `s${Math.min(jumps.length, i + 1 + jump)}`;
      };
      const choices = (i: number) =>
        (jumps[i] ?? []).map((jump, n) => `- [Answer ${"abcd"[n]}${i}](#${target(i, jump)})`).join("\n");
      const steps = jumps.slice(1).map((_, i) => `## Step ${i + 1} {#s${i + 1}}\n\nWhat now?\n\n${choices(i + 1)}\n\n`);
      const ends = `## Last {#s${jumps.length}}\n\nDone.\n\n## Good {#solved}\n\nGood.\n\n## Us {#human}\n\nUs.`;
      return `Where?\n\n${choices(0)}\n\n${steps.join("")}${ends}`;
    });

  it("lead to an end, whatever is pressed or typed, and tell the way", () => {
    fc.assert(
      fc.property(
        tree,
        fc.array(fc.nat({ max: 3 }), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (body, presses, types) => {
          const chat = talk({ "help/tree": article("Broken lamp", ["my lamp is broken"], body, TREE) });
          let reply = chat.say("my lamp is broken");
          let steps = 0;
          for (const press of presses) {
            const choices = optionsOf(reply.body).filter(({ pick }) => pick.includes("#"));
            const choice = choices[press % Math.max(1, choices.length)];
            if (choice === undefined) break;
            expect(optionsOf(reply.body).at(-1)?.pick).toBe("human");
            reply = types ? chat.say(choice.label.toUpperCase()) : chat.say(choice.label, choice.pick);
            steps++;
            const path = reply.explanation.path;
            if (path !== undefined) expect(path.steps).toHaveLength(steps);
          }
          const ended =
            reply.escalate === "article_says_so" ||
            (reply.body.kind === "phrase" && reply.body.phrase.key === "glad") ||
            (reply.body.kind === "answer" && optionsOf(reply.body).some(({ pick }) => pick === "yes"));
          expect(ended).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("typedChoice", () => {
  const of = (...labels: string[]) => labels.map((label) => ({ pick: `a/b#${label}`, label }));
  it.each<[string, string[], string | null]>([
    ["it flashes", ["It flashes", "It does not flash"], "It flashes"],
    ["does not flash", ["It flashes", "It does not flash"], "It does not flash"],
    ["cloud", ["Orange cloud", "Red cloud"], null],
    ["red", ["Orange cloud", "Red cloud"], "Red cloud"],
    ["the red one please, thank you very much indeed and have a nice day", ["Orange", "Red"], null],
    ["yes", ["Yes, it works", "No"], "Yes, it works"],
    ["👍", ["It works", "It does not work"], "It works"],
    ["да", ["Да, помогло", "Нет, всё так же"], "Да, помогло"],
    ["Красные крестики", ["Оранжевое облачко", "Красный крестик"], "Красный крестик"],
    ["", ["A", "B"], null],
    ["__proto__", ["A", "B"], null],
  ])("%j of %j is %j", (text, labels, expected) => {
    expect(typedChoice(text, of(...labels))?.label ?? null).toBe(expected);
  });
});
