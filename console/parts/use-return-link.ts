import { useState } from "preact/hooks";
import type { ConversationId } from "../../protocol/model.ts";
import { api, type Trouble } from "../api.ts";
import { sessionEnded } from "../session.ts";

export type ReturnLinkState =
  | { kind: "none" }
  | { kind: "copied" }
  /** The clipboard was not to be had: the agent copies it from a field. */
  | { kind: "shown"; url: string }
  | { kind: "revoked" }
  | { kind: "failed"; code: Trouble };

/** The visitor's link back to this conversation: copied for them, or made invalid. */
export function useReturnLink(id: ConversationId) {
  const [state, setState] = useState<ReturnLinkState>({ kind: "none" });

  function failed(code: Trouble): void {
    if (code === "unauthorized") sessionEnded();
    else setState({ kind: "failed", code });
  }

  async function copy(): Promise<void> {
    setState({ kind: "none" });
    const answer = await api.returnLink(id);
    if (answer.kind === "refused") return failed(answer.code);
    const { url } = answer.value;
    try {
      await navigator.clipboard.writeText(url);
      setState({ kind: "copied" });
    } catch {
      setState({ kind: "shown", url });
    }
  }

  async function revoke(): Promise<void> {
    setState({ kind: "none" });
    const answer = await api.revokeReturnLink(id);
    if (answer.kind === "refused") return failed(answer.code);
    setState({ kind: "revoked" });
  }

  return { state, copy: () => void copy(), revoke: () => void revoke() };
}
