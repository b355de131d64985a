import { useEffect } from "preact/hooks";

/** Title of the tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === "" ? "Deskbell" : `${title} – Deskbell`;
  }, [title]);
}
