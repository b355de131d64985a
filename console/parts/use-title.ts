import { useEffect } from "preact/hooks";
import { type Desk, desk } from "../desk.ts";
import { allTickets, countsOf } from "../inbox-merge.ts";
import { waitingCount } from "../news.ts";

/** Title of the tab, with the number of tickets that wait, and the same number on the icon of an installed console. */
export function useTitle(title: string): void {
  const waiting = desk.value ? waitingFor(desk.value) : 0;
  useEffect(() => {
    const name = title === "" ? "Deskbell" : `${title} – Deskbell`;
    document.title = waiting > 0 ? `(${waiting}) ${name}` : name;
    if ("setAppBadge" in navigator) {
      // Refused where the console is not installed, and where the owner forbids it: it is an extra.
      void (waiting > 0 ? navigator.setAppBadge(waiting) : navigator.clearAppBadge()).catch(() => {});
    }
  }, [title, waiting]);
}

function waitingFor({ inbox, me }: Desk): number {
  const shards = inbox.shards.value;
  return waitingCount(countsOf(shards)?.unassigned ?? 0, allTickets(shards), me.id);
}
