import { useState } from "preact/hooks";
import type { Trouble } from "../api.ts";
import type { Desk } from "../desk.ts";
import { t } from "../language.ts";
import { session, signOut } from "../session.ts";
import { unsavedSites } from "../site-form-store.ts";
import { Disclosure } from "./disclosure.tsx";
import { HelpButton } from "./help-dialog.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { MainNav } from "./main-nav.tsx";
import { NotificationChoice } from "./notification-choice.tsx";

export function Header({ desk }: { desk: Desk }) {
  const { header, common, errors } = t.value;
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const phase = desk.inbox.phase.value;
  const workspace = session.value.kind === "ready" ? session.value.state.workspace.name : "";

  async function leave(): Promise<void> {
    if ((desk.conversations.unsent || unsavedSites.value) && !confirm(header.unsent)) return;
    setTrouble(await signOut());
  }

  return (
    <header class="header">
      <a class="skip" href="#main">
        {common.skip}
      </a>
      <bdi class="workspace">{workspace}</bdi>
      <MainNav />
      <output class={`connection ${phase}`}>
        <span class="dot" aria-hidden="true" />
        <span class="connection-word">{header.connection[phase]}</span>
      </output>
      <HelpButton />
      <Disclosure
        id="header-menu"
        class="account-menu"
        label={
          <>
            <bdi class="own-name">{desk.me.name}</bdi> <span aria-hidden="true">▾</span>
          </>
        }
        name={`${header.menu}: ${desk.me.name}`}
      >
        {() => (
          <>
            <NotificationChoice />
            <LanguageSwitch />
            <button type="button" class="button" onClick={() => void leave()}>
              {header.signOut}
            </button>
            {trouble && (
              <p class="error" role="alert">
                {errors[trouble]}
              </p>
            )}
          </>
        )}
      </Disclosure>
    </header>
  );
}
