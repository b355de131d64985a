import { useEffect, useRef, useState } from "preact/hooks";
import type { Agent } from "../../protocol/model.ts";
import { api } from "../api.ts";
import type { Desk } from "../desk.ts";
import { t } from "../language.ts";
import { Invitation } from "../parts/invitation.tsx";
import { LoadTrouble } from "../parts/load-trouble.tsx";
import { RemoveAgent } from "../parts/remove-agent.tsx";
import { SignedIn } from "../parts/signed-in.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { useTitle } from "../parts/use-title.ts";

export function TeamPage() {
  return <SignedIn>{(desk) => <Team desk={desk} />}</SignedIn>;
}

function Team({ desk }: { desk: Desk }) {
  const { team } = t.value;
  const loaded = useLoaded(api.agents);
  const admin = desk.me.role === "admin";
  const [leaving, setLeaving] = useState<Agent | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  const main = useRef<HTMLElement>(null);
  // After the dialog has given the focus back to a button whose row is about to go.
  useEffect(() => {
    if (removed !== null) main.current?.focus();
  }, [removed]);
  // The list came first, or the dialog was still in the way: the row has gone, and the focus with it.
  useEffect(() => {
    if (removed !== null && document.activeElement === document.body) main.current?.focus();
  });
  useTitle(team.title);

  return (
    <main class="page wide" id="main" tabIndex={-1} ref={main}>
      <h1>{team.title}</h1>
      <LoadTrouble {...loaded} />
      {loaded.value && (
        <ul class="agents">
          {loaded.value.agents.map((agent) => (
            <li key={agent.id}>
              <bdi class="agent-name">{agent.name}</bdi>
              {agent.id === desk.me.id && <span class="muted">({team.you})</span>}
              <span class="muted role">{team.roles[agent.role]}</span>
              {admin && agent.id !== desk.me.id && (
                <button
                  type="button"
                  class="button quiet"
                  aria-haspopup="dialog"
                  aria-label={team.removeNamed(agent.name)}
                  onClick={() => {
                    setRemoved(null);
                    setLeaving(agent);
                  }}
                >
                  {team.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <output class="hint">{removed !== null && team.removed(removed)}</output>
      {admin && <Invitation />}
      {leaving && (
        <RemoveAgent
          agent={leaving}
          onClose={() => setLeaving(null)}
          onRemoved={() => {
            setLeaving(null);
            setRemoved(leaving.name);
            loaded.again();
          }}
        />
      )}
    </main>
  );
}
