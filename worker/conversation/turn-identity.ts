import type { Person } from "../../protocol/model.ts";
import { type HeldAttributes, withPerson } from "./person.ts";
import { activity, changed, Log } from "./turn-entries.ts";
import type { TurnResult, World } from "./turn-types.ts";

/**
 * Nobody's command: a signed identity has come for this conversation. Agents read the moment in the internal stream; for the same person
 * there is none. Null: nothing is new. Whether it is somebody else's already is asked before.
 */
export function identify(
  person: Person,
  attributes: HeldAttributes | null,
  world: Pick<World, "now" | "state" | "transcript">,
): Extract<TurnResult, { kind: "changed" }> | null {
  const { state } = world;
  const next = withPerson(state, person, attributes);
  if (next === state) return null;
  const log = new Log(world);
  if (!state.person) {
    const name = person.name || person.email || person.id;
    log.add("internal", { kind: "system" }, activity({ type: "identified", person: name }));
  }
  // The Inbox knows no names: without an entry there is nothing to tell it.
  return changed(log, next, "", state.ticket !== null && log.entries.length > 0);
}
