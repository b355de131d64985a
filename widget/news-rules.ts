/*
 * What is said of a new message outside the panel, and by which tab. Pure.
 */

const COUNT = /^\(\d+\) /;

/** The page's title with the number of unread messages in front; 0: as the page wrote it. The page may change it meanwhile. */
export function titleWith(title: string, count: number): string {
  const own = title.replace(COUNT, "");
  return count > 0 ? `(${count}) ${own}` : own;
}

/** One line of a notification: code points, so that no letter is cut in two. */
export function noticeText(text: string, most = 140): string {
  const points = [...text.replaceAll(/\s+/g, " ").trim()];
  return points.length > most ? `${points.slice(0, most - 1).join("")}…` : points.join("");
}

/** A message is told once, whatever number of tabs is open, and not if one of them has shown it. Seqs of the public stream. */
export function isNews(seq: number, { told, seen }: { told: number; seen: number }): boolean {
  return seq > told && seq > seen;
}
