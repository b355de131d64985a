/**
 * Ways to spell a word in the letters of the other alphabet, most usual first. Transcription loses what it cannot write ("ispolzovat" has
 * no soft sign; "y" is й and ы; "с" is s, c and ss), so a table gives the choices of every letter with a penalty and a narrow beam keeps the
 * cheapest words. Which of them exists is for the knowledge base to say.
 */

/** [spelling, penalty]. */
type Choice = readonly [string, number];
/** `before` and `after`: neighbouring character of the source, "" at the edges of the word. */
type Rule = { from: string; choices: readonly Choice[]; before?: RegExp; after?: RegExp };
type Rules = ReadonlyMap<string, readonly Rule[]>;

/** Rules by first character, longest first. */
export function rules(list: readonly Rule[]): Rules {
  const byFirst = new Map<string, Rule[]>();
  for (const rule of list) byFirst.set(rule.from.charAt(0), [...(byFirst.get(rule.from.charAt(0)) ?? []), rule]);
  for (const own of byFirst.values()) own.sort((a, b) => b.from.length - a.from.length);
  return byFirst;
}

/** "from choice choice:penalty"; "-" is nothing. */
export const rule = (line: string, before?: RegExp, after?: RegExp): Rule => {
  const [from = "", ...choices] = line.split(" ");
  return {
    from,
    choices: choices.map((choice, i): Choice => {
      const [to = "", penalty] = choice.split(":");
      return [to === "-" ? "" : to, penalty === undefined ? i : Number(penalty)];
    }),
    ...(before && { before }),
    ...(after && { after }),
  };
};

/** Beginnings by their penalty, which is a small whole number. */
type Beginnings = string[][];

/** At most `width` spellings of `word` (lower case), best first, ties in the order of the table. Linear in the length of the word. */
export function spellings(word: string, table: Rules, width: number): string[] {
  /** beginnings[i]: spellings of the first i characters. */
  const beginnings: Beginnings[] = Array.from({ length: word.length + 1 }, () => []);
  beginnings[0] = [[""]];
  for (let at = 0; at < word.length; at++) {
    const here = beginnings[at] ?? [];
    if (here.length === 0) continue;
    const character = word.charAt(at);
    const before = word.charAt(at - 1);
    for (const rule of table.get(character) ?? [{ from: character, choices: [[character, 0] as const] }]) {
      const end = at + rule.from.length;
      if (rule.from.length > 1 && !word.startsWith(rule.from, at)) continue;
      if (rule.before?.test(before) === false || rule.after?.test(word.charAt(end)) === false) continue;
      const next = beginnings[end] ?? [];
      let left = width;
      for (let penalty = 0; penalty < here.length && left > 0; penalty++) {
        const cheapest = (here[penalty] ?? []).slice(0, left);
        left -= cheapest.length;
        for (const [to, more] of rule.choices) {
          while (next.length <= penalty + more) next.push([]);
          for (const text of cheapest) next[penalty + more]?.push(text + to);
        }
      }
    }
    beginnings[at] = [];
  }
  return [...new Set(beginnings[word.length]?.flat())].slice(0, width);
}
