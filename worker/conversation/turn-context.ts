import type { PageContext } from "../../protocol/frames.ts";
import type { VisitorContext } from "../../protocol/model.ts";
import type { ConversationState } from "./state.ts";

/**
 * Where the visitor writes from, and what the page has said of itself. The same page as before makes no new state: that would be a row
 * per message.
 */
export function onPage(
  state: ConversationState,
  { attributes = {}, ...page }: PageContext,
  browser: string,
): ConversationState {
  const told = Object.keys(attributes).length > 0 ? { attributes } : {};
  const context: VisitorContext = { ...page, browser, ...told };
  return state.context && same(state.context, context) ? state : { ...state, context };
}

function same(before: VisitorContext, now: VisitorContext): boolean {
  const [{ attributes: said = {}, ...page }, { attributes: told = {}, ...at }] = [before, now];
  return contains(page, at) && contains(said, told) && contains(told, said);
}

function contains(all: Record<string, unknown>, part: Record<string, unknown>): boolean {
  return Object.entries(part).every(([name, value]) => Object.hasOwn(all, name) && all[name] === value);
}
