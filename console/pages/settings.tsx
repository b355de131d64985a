import { useCallback, useEffect, useState } from "preact/hooks";
import { api } from "../api.ts";
import type { Desk } from "../desk.ts";
import { loadFileLimit } from "../file-limits.ts";
import { t } from "../language.ts";
import { IdentityKey } from "../parts/identity-key.tsx";
import { LoadTrouble } from "../parts/load-trouble.tsx";
import { SignedIn } from "../parts/signed-in.tsx";
import { SiteForm } from "../parts/site-form.tsx";
import { SitePicker } from "../parts/site-picker.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { useTitle } from "../parts/use-title.ts";
import { FIRST_DAY } from "../paths.ts";
import { chosenSite, learnSites } from "../site.ts";
import { siteForm, siteLoaded } from "../site-form-store.ts";

export function SettingsPage() {
  return <SignedIn>{(desk) => <Settings key={chosenSite.value} site={chosenSite.value} desk={desk} />}</SignedIn>;
}

function Settings({ site, desk }: { site: string; desk: Desk }) {
  const { settings } = t.value;
  useTitle(settings.title);
  const loaded = useLoaded(useCallback(() => api.settings(site), [site]));
  const { value } = loaded;
  useEffect(() => {
    if (value) {
      learnSites(site, value);
      siteLoaded(site, value);
      void loadFileLimit(site);
    }
  }, [site, value]);

  const form = siteForm(site);
  const there = form !== null;
  // Links of the first day name a part of the page.
  useEffect(() => {
    if (there) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [there]);

  const admin = desk.me.role === "admin";
  const [hasKey, setHasKey] = useState<boolean | null>(null);
  return (
    <main class="page wide settings" id="main" tabIndex={-1}>
      <div class="page-head">
        <h1>{settings.title}</h1>
        {admin && <a href={FIRST_DAY}>{settings.firstDay}</a>}
      </div>
      <SitePicker />
      {!admin && <p class="muted">{settings.readOnly}</p>}
      <LoadTrouble {...loaded} />
      {form && (
        <SiteForm asked={site} form={form} configured={value?.configuredOrigins ?? []} admin={admin} hasKey={hasKey} />
      )}
      {form && admin && <IdentityKey site={site} onKnown={setHasKey} />}
    </main>
  );
}
