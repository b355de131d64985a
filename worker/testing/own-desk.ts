import { env } from "cloudflare:workers";
import { afterAll } from "vitest";
import { fresh } from "./fresh.ts";

/* Set-up of every file of objects, beside own-modules.ts: it leaves no row behind, and the bindings as they were. */
const bindings = env as Record<string, unknown>;
const given = { ...bindings };

afterAll(async () => {
  for (const name of Object.keys(bindings)) if (!(name in given)) delete bindings[name];
  Object.assign(bindings, given);
  await fresh();
});
