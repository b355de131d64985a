import { describe, expect, it } from "vitest";
import { Desk } from "../testing/desk.ts";
import { agentView, visitorView } from "./view.ts";

const SHOWN = { text: "I agree.", version: "v1" };

function desk(...consents: (typeof SHOWN)[]): Desk {
  const made = new Desk();
  made.consents = consents;
  return made;
}

const send = (d: Desk, consent: string | undefined, clientId = d.id()) =>
  d.do({ kind: "visitor_message", clientId, text: "hello", browser: "", consent });

describe("a visitor who agrees", () => {
  it("is stored with the words as they were shown and the time, beside the message, for agents only", () => {
    const d = desk(SHOWN);
    expect(send(d, "v1")).toMatchObject({ kind: "changed", acknowledgement: { seq: 1 } });
    const consent = { ...SHOWN, at: d.now };
    expect(d.of("internal")).toMatchObject([
      { seq: 1, author: { kind: "visitor" }, body: { kind: "activity", activity: { type: "consented", consent } } },
    ]);
    expect(agentView(d.state).consent).toEqual(consent);
    expect(JSON.stringify(visitorView(d.state))).not.toContain("agree");
    expect(JSON.stringify(d.of("public"))).not.toContain("agree");
  });

  it("says it once: again, or no more, changes nothing", () => {
    const d = desk(SHOWN);
    send(d, "v1");
    const { consent } = d.state;
    send(d, "v1");
    send(d, undefined);
    expect(d.of("internal")).toHaveLength(1);
    expect(d.state.consent).toBe(consent);
    expect(d.of("public").filter((m) => m.author.kind === "visitor")).toHaveLength(3);
  });

  it("to a newer text replaces the older one; the transcript keeps both", () => {
    const d = desk(SHOWN, { text: "I agree to more.", version: "v2" });
    send(d, "v1");
    send(d, "v2");
    expect(d.state.consent).toMatchObject({ version: "v2", text: "I agree to more." });
    expect(d.of("internal")).toHaveLength(2);
  });

  it("to what is not the text now must read it first: nothing is stored", () => {
    const d = desk(SHOWN);
    expect(send(d, "v0")).toMatchObject({ kind: "refused", code: "consent_required" });
    expect(d.log).toEqual([]);
    expect(d.state.consent).toBeUndefined();
  });

  it("is acknowledged again after the text has changed, if that was said before", () => {
    const d = desk(SHOWN);
    send(d, "v1", "same-id-1");
    d.consents = [{ text: "other", version: "v9" }];
    expect(send(d, "v1", "same-id-1")).toMatchObject({ kind: "unchanged" });
    // What was agreed to then holds for what comes from an older page, too.
    expect(send(d, "v1")).toMatchObject({ kind: "changed" });
  });

  it("was not asked: nothing is written of it", () => {
    const d = desk(SHOWN);
    send(d, undefined);
    expect(d.of("internal")).toEqual([]);
    expect("consent" in d.state).toBe(false);
    expect(agentView(d.state).consent).toBeNull();
  });
});
