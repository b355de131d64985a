import { useLocation } from "preact-iso/router";
import { firstDayProgress } from "../first-day-store.ts";
import { t } from "../language.ts";
import { FIRST_DAY, INBOX, KNOWLEDGE, SETTINGS, TEAM } from "../paths.ts";
import { unsavedSites } from "../site-form-store.ts";

export function MainNav() {
  const { header, firstDay, settings } = t.value;
  const { path } = useLocation();
  const progress = firstDayProgress.value;
  const here = path.startsWith(`${INBOX}/c/`) ? INBOX : path;
  const link = (to: string, name: string) => (
    <a href={to} aria-current={here === to ? "page" : undefined}>
      {name}
      {to === SETTINGS && unsavedSites.value && (
        <span class="unsaved-mark">
          <span class="visually-hidden"> ({settings.unsavedNav})</span>
        </span>
      )}
    </a>
  );
  return (
    <nav aria-label={header.main}>
      {link(INBOX, header.inbox)}
      {link(KNOWLEDGE, header.knowledge)}
      {link(TEAM, header.team)}
      {link(SETTINGS, header.settings)}
      {progress && link(FIRST_DAY, firstDay.link(progress.done, progress.all))}
    </nav>
  );
}
