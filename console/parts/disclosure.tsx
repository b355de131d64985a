import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

type Props = {
  id: string;
  label: ComponentChildren;
  /** Where the words on the button are not enough. */
  name?: string;
  class: string;
  children: (close: () => void) => ComponentChildren;
};

/** A button that opens a small box under it. Escape, a click elsewhere, and leaving it with Tab close it. */
export function Disclosure({ id, label, name, class: className, children }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  // Closed from inside: the focus, which was there, goes back to the button.
  const [returned, setReturned] = useState(0);
  useEffect(() => {
    if (returned > 0) button.current?.focus();
  }, [returned]);
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setOpen(false);
      button.current?.focus();
    };
    addEventListener("pointerdown", onPointer);
    addEventListener("focusin", onPointer);
    addEventListener("keydown", onKey);
    return () => {
      removeEventListener("pointerdown", onPointer);
      removeEventListener("focusin", onPointer);
      removeEventListener("keydown", onKey);
    };
  }, [open]);
  return (
    <div class={`disclosure ${className}`} ref={box}>
      <button
        type="button"
        class="button quiet"
        ref={button}
        aria-expanded={open}
        aria-controls={id}
        {...(name !== undefined && { "aria-label": name })}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      <div id={id} class="disclosure-box" hidden={!open}>
        {open &&
          children(() => {
            setOpen(false);
            setReturned(returned + 1);
          })}
      </div>
    </div>
  );
}
