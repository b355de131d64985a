import * as agent from "./turn-agent.ts";
import * as closing from "./turn-closing.ts";
import type { Command, TurnResult, World } from "./turn-types.ts";
import * as visitor from "./turn-visitor.ts";

/*
 * One command of one peer → a list of changes. Pure and synchronous: the object loads what it needs before, and writes what
 * comes out in one commit. This is the only place where a conversation changes.
 */

export function turn(command: Command, world: World): TurnResult {
  switch (command.kind) {
    case "visitor_message":
      return visitor.message(command, world);
    case "contact":
      return visitor.contact(command, world);
    case "confirm":
      return closing.confirm(command, world);
    case "rate":
      return closing.rate(command, world);
    case "agent_message":
      return agent.message(command, world);
    case "note":
      return agent.note(command, world);
    case "claim":
      return agent.claim(command, world);
    case "resolve":
      return agent.resolve(command, world);
    case "return_to_bot":
      return agent.returnToBot(command, world);
  }
}
