import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { Trouble } from "../api.ts";
import type { Desk } from "../desk.ts";
import { t } from "../language.ts";
import { INBOX, TEAM } from "../paths.ts";
import { session, signOut } from "../session.ts";
import { LanguageSwitch } from "./language-switch.tsx";

export function Header({ desk }: { desk: Desk }) {
  const { header, common, errors } = t.value;
  const { path } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const phase = desk.inbox.phase.value;
  const workspace = session.value.kind === "ready" ? session.value.state.workspace.name : "";

  async function leave(): Promise<void> {
    if (desk.conversations.unsent && !confirm(header.unsent)) return;
    setTrouble(await signOut());
  }

  return (
    <header class="header">
      <a class="skip" href="#main">
        {common.skip}
      </a>
      <bdi class="workspace">{workspace}</bdi>
      <nav aria-label={header.main}>
        <a href={INBOX} aria-current={path === TEAM ? undefined : "page"}>
          {header.inbox}
        </a>
        <a href={TEAM} aria-current={path === TEAM ? "page" : undefined}>
          {header.team}
        </a>
      </nav>
      <output class={`connection ${phase}`}>
        <span class="dot" aria-hidden="true" />
        <span class="connection-word">{header.connection[phase]}</span>
      </output>
      <button
        type="button"
        class="button quiet menu-button"
        aria-expanded={menuOpen}
        aria-controls="header-menu"
        onClick={() => setMenuOpen(!menuOpen)}
      >
        {header.menu}
      </button>
      <div id="header-menu" class={menuOpen ? "header-menu open" : "header-menu"}>
        <bdi class="own-name">{desk.me.name}</bdi>
        <LanguageSwitch />
        <button type="button" class="button quiet" onClick={() => void leave()}>
          {header.signOut}
        </button>
        {trouble && (
          <p class="error" role="alert">
            {errors[trouble]}
          </p>
        )}
      </div>
    </header>
  );
}
