import * as z from "zod";
import { SITE_ID, type SiteId } from "../../protocol/model.ts";

export type ConfiguredSite = { id: SiteId; origins: string[] };

const origin = z.string().refine((text) => {
  try {
    const url = new URL(text);
    return url.origin === text && (url.protocol === "https:" || url.protocol === "http:");
  } catch {
    return false;
  }
}, "an origin such as https://shop.example, without a path");

const sites = z.array(z.object({ id: z.string().regex(SITE_ID), origins: z.array(origin) }));

/** The SITES binding. A broken value is an error that names the place, never an open door. */
export function configuredSites(json: string | undefined): ConfiguredSite[] {
  if (!json) return [];
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Error("SITES is not JSON");
  }
  const parsed = sites.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`SITES: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  return parsed.data.map((s) => ({ id: s.id as SiteId, origins: s.origins }));
}
