import type { Context } from "hono";
import type { AgentsResponse, InvitationResponse } from "../../protocol/api.ts";
import type { Agent, AgentId } from "../../protocol/model.ts";
import { endSessions, requireAgent } from "../access/agents.ts";
import { requireOwnOrigin } from "../access/origins.ts";
import { AppError } from "../app-error.ts";
import type { Env } from "../env.ts";
import { workspace } from "../objects.ts";

type C = Context<{ Bindings: Env }>;
const NO_STORE = { "Cache-Control": "no-store" };

export async function agents(c: C): Promise<Response> {
  await requireAgent(c.env, c.req.raw);
  const body: AgentsResponse = { agents: await workspace(c.env).agents() };
  return c.json(body, 200, NO_STORE);
}

export async function invite(c: C): Promise<Response> {
  const agent = await requireAdmin(c);
  const body: InvitationResponse = await workspace(c.env).invite(agent.id);
  return c.json(body, 201, NO_STORE);
}

/** Not oneself: so an admin is left, whoever goes. Repeated, it goes on where it failed; 404 when there is nothing left to do. */
export async function remove(c: C): Promise<Response> {
  const agent = await requireAdmin(c);
  const id = c.req.param("id") ?? "";
  if (id === agent.id) {
    throw new AppError("wrong_state", { message: "Nobody removes themselves: another admin has to." });
  }
  const ended = workspace(c.env).removeAgent(id as AgentId);
  if (!(await endSessions(c.env, c.executionCtx, ended))) throw new AppError("not_found");
  return c.body(null, 204, NO_STORE);
}

async function requireAdmin(c: C): Promise<Agent> {
  requireOwnOrigin(c.env, c.req.raw);
  const { agent } = await requireAgent(c.env, c.req.raw);
  if (agent.role !== "admin") throw new AppError("forbidden");
  return agent;
}
