import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CLOSE, ERRORS } from "../../protocol/errors.ts";
import { agentCommand, inboxCommand, visitorCommand } from "../../protocol/frames.ts";
import { ROOT } from "../../scripts/paths.ts";

/** docs/protocol.md leaves nothing out of what the schemas and types know. */

const read = (file: string): string => readFileSync(`${ROOT}${file}`, "utf8");
const page = read("docs/protocol.md");
const codes = new Set([...page.matchAll(/`([^`]+)`/g)].flatMap(([, text = ""]) => text.split(/[^\w.]+/)));

const commands = [visitorCommand, agentCommand, inboxCommand].flatMap((schema) =>
  schema.options.map((option) => [...option.shape.type.values][0] as string),
);
/** Events are types, not schemas: they are read from the text of their unions. */
const events = [...read("protocol/frames.ts").matchAll(/\btype: "([a-z.]+)"/g)].map(([, type = ""]) => type);

describe("docs/protocol.md names", () => {
  it.each([...new Set(commands)])("the command %s", (type) => expect(codes).toContain(type));
  it.each([...new Set(events)])("the event %s", (type) => expect(codes).toContain(type));
  it.each(Object.keys(ERRORS))("the code %s", (code) => expect(codes).toContain(code));
  it.each(Object.entries(CLOSE))("the close code %s", (_, code) =>
    expect(page).toMatch(new RegExp(`^\\| ${code} \\|`, "m")),
  );

  it("the events and commands that are there, and so does this test", () => {
    expect(events.length).toBeGreaterThanOrEqual(15);
    expect(commands).toContain("inbox.search");
    for (const type of ["welcome", "messages.page", "viewers.changed", "inbox.found", "error"])
      expect(events).toContain(type);
  });

  it("no frame that there is not", () => {
    const named = [...codes].filter((word) =>
      /^(message|messages|ticket|inbox|conversation|command|typing|read|viewers|note|floor|history|rating|contact)\.[a-z]+$/.test(
        word,
      ),
    );
    const known = new Set([...commands, ...events]);
    expect(named.filter((word) => !known.has(word))).toEqual([]);
  });

  it("is short enough to be read", () => expect(page.split("\n").length).toBeLessThanOrEqual(220));
});
