import type { SiteId } from "../../protocol/model.ts";
import type { Env } from "../env.ts";
import { knowledgeManifest, siteOf } from "../knowledge.ts";
import type { SiteName } from "../workspace/consent-text.ts";

/** As the panel's home shows it; the workspace's own name while the manifest cannot be read. Never throws. */
export async function siteName(env: Env, site: SiteId): Promise<SiteName> {
  const manifest = await knowledgeManifest(env).catch(() => null);
  const name = env.WORKSPACE_NAME ?? "Deskbell";
  return (manifest && siteOf(manifest, site)?.name) ?? { en: name, ru: name };
}
