/**
 * A name inside a sentence of ours. What it holds (another direction, an override) ends with it and does not turn our own
 * words around; isolates of its own are taken out, so that it cannot close ours.
 */
export function isolate(text: string): string {
  return `\u2068${text.replaceAll(/[\u2066-\u2069]/g, "")}\u2069`;
}
