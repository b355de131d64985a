import type { Snapshot } from "../client/types.ts";
import type { Typist, Viewer } from "../protocol/frames.ts";
import type { AgentId } from "../protocol/model.ts";

export type Parties = {
  /** Who is writing now, of the others. */
  typing: Typist | null;
  /** Colleagues who have the conversation open, in the alphabet's order, so that nobody's coming shuffles the names. */
  alsoHere: Viewer[];
};

export function partiesOf({ typing, viewers }: Pick<Snapshot, "typing" | "viewers">, me: AgentId): Parties {
  // Another tab of one's own is no company.
  const own = typing?.kind === "agent" && typing.id === me;
  return {
    typing: own ? null : typing,
    alsoHere: viewers
      .filter(({ id }) => id !== me)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)),
  };
}
