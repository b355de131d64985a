import { api } from "../api.ts";
import type { Desk } from "../desk.ts";
import { t } from "../language.ts";
import { Invitation } from "../parts/invitation.tsx";
import { LoadTrouble } from "../parts/load-trouble.tsx";
import { SignedIn } from "../parts/signed-in.tsx";
import { useLoaded } from "../parts/use-loaded.ts";
import { useTitle } from "../parts/use-title.ts";

export function TeamPage() {
  return <SignedIn>{(desk) => <Team desk={desk} />}</SignedIn>;
}

function Team({ desk }: { desk: Desk }) {
  const { team } = t.value;
  const loaded = useLoaded(api.agents);
  useTitle(team.title);

  return (
    <main class="page wide" id="main" tabIndex={-1}>
      <h1>{team.title}</h1>
      <LoadTrouble {...loaded} />
      {loaded.value && (
        <ul class="agents">
          {loaded.value.agents.map((agent) => (
            <li key={agent.id}>
              <bdi class="agent-name">{agent.name}</bdi>
              {agent.id === desk.me.id && <span class="muted">({team.you})</span>}
              <span class="muted role">{team.roles[agent.role]}</span>
            </li>
          ))}
        </ul>
      )}
      {desk.me.role === "admin" && <Invitation />}
    </main>
  );
}
