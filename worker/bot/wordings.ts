/** Ways to say one thing, the usual one first. */
export type Wordings = readonly [string, ...string[]];

/** Every opening with every ending; neighbours differ in both. For what a long conversation says often. */
export function combined(openings: Wordings | readonly string[], endings: readonly string[]): Wordings {
  const [first = ""] = openings;
  const rest: string[] = [];
  for (let i = 1; i < openings.length * endings.length; i++) {
    const round = Math.floor(i / openings.length);
    rest.push(`${openings[i % openings.length]} ${endings[(i + round) % endings.length]}`);
  }
  return [`${first} ${endings[0]}`, ...rest];
}
