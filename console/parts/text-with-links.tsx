import { linkParts } from "../links.ts";

/** What somebody wrote: text, its web addresses as links that lead out and tell the other side nothing. */
export function TextWithLinks({ text }: { text: string }) {
  return (
    <p class="text" dir="auto">
      {linkParts(text).map((part, i) =>
        part.href === null ? part.text : <WebLink key={i} href={part.href} text={part.text} />,
      )}
    </p>
  );
}

/** `text` is isolated: an address must not be turned around by what stands beside it. */
export function WebLink({ href, text }: { href: string; text: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      <bdi>{text}</bdi>
    </a>
  );
}
