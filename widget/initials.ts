/** "Anna Petrova" → "AP", for the small circle beside an agent's name. */
export function initials(name: string): string {
  return (name.match(/(?<!\S)\S/gu) ?? []).slice(0, 2).join("").toUpperCase();
}
