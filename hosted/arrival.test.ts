import { describe, expect, it } from "vitest";
import { arrive, type Door, type Exchange, linkIn } from "./arrival.ts";

const LINK = `c_0${"a".repeat(26)}.${"b".repeat(26)}`;

function door(fragment: string, answer: Exchange<string>, stores = true) {
  const done: string[] = [];
  const it: Door<string> = {
    fragment,
    clearFragment: () => done.push("cleared"),
    exchange: async (link) => {
      done.push(`asked ${link}`);
      return answer;
    },
    adopt: (site, session) => {
      done.push(`adopted ${session} of ${site}`);
      return stores;
    },
  };
  return { it, done };
}
const found: Exchange<string> = { site: "demo", session: "s1" };

describe("arrive", () => {
  it("opens the conversation of a good link, and its secret leaves the address", async () => {
    const { it: at, done } = door(`#${LINK}`, found);
    expect(await arrive(at)).toEqual({ kind: "conversation", site: "demo" });
    expect(done).toEqual([`asked ${LINK}`, "adopted s1 of demo", "cleared"]);
  });

  it("shows my requests without a link", async () => {
    for (const fragment of ["", "#"]) expect(await arrive(door(fragment, found).it)).toEqual({ kind: "home" });
  });

  it("says that a revoked link is gone, and forgets it", async () => {
    const { it: at, done } = door(`#${LINK}`, "not_found");
    expect(await arrive(at)).toEqual({ kind: "gone" });
    expect(done).toContain("cleared");
  });

  it("asks no server about what is no link", async () => {
    const { it: at, done } = door("#<script>", found);
    expect(await arrive(at)).toEqual({ kind: "gone" });
    expect(done).toEqual(["cleared"]);
  });

  it("keeps the link in the address while there is no connection, so that a reload tries again", async () => {
    const { it: at, done } = door(`#${LINK}`, "retry");
    expect(await arrive(at)).toEqual({ kind: "unreachable" });
    expect(done).toEqual([`asked ${LINK}`]);
  });

  it("keeps the link where nothing can be stored: it opens when that is allowed", async () => {
    const { it: at, done } = door(`#${LINK}`, found, false);
    expect(await arrive(at)).toEqual({ kind: "no_storage" });
    expect(done).not.toContain("cleared");
  });
});

describe("linkIn", () => {
  it("drops what a sentence or a mail program left at the end", () => {
    for (const end of ["", ".", ")", ">", "».", "%20", "&"]) {
      // %20 leaves digits, so that one is no link any more.
      expect(linkIn(`#${LINK}${end}`)).toBe(end === "%20" ? null : LINK);
    }
  });
});
