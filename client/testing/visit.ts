import type { PageContext } from "../../protocol/frames.ts";
import { environmentOf } from "../environment.ts";
import { ask } from "../http.ts";
import { type RequestCommands, requestCommands } from "../request-commands.ts";
import type { KeyValueStorage, Snapshot } from "../types.ts";
import { type VisitorClient, visitorConversation } from "../visitor.ts";
import { CONTEXT, memoryStorage, SERVER, type World } from "./world.ts";

/** Where the visits below keep their session; the outbox is under `<KEY>:outbox`. */
export const KEY = `deskbell:${SERVER}:shop`;

/** A page view of a visitor. Two views over one storage are a reload. */
export function visit(
  world: World,
  storage: KeyValueStorage | null = memoryStorage(),
  context: () => PageContext = () => CONTEXT,
): VisitorClient {
  return visitorConversation({ server: SERVER, site: "shop", storage, context, environment: world.environment });
}

/** What a visitor can do with a request, as the widget's file of requests has it. */
export const commands = (world: World, client: VisitorClient): RequestCommands =>
  requestCommands(client, ask, environmentOf(world.environment));

export const texts = (snapshot: Snapshot): string[] =>
  snapshot.messages.public.map((m) => (m.body.kind === "text" ? m.body.text : m.body.kind));

export const waiting = (snapshot: Snapshot): string[] => snapshot.pending.map((m) => `${m.state}: ${m.text}`);
