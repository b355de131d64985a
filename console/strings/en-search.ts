/** The search field of the inbox. */
export const search = {
  label: "Search tickets",
  placeholder: "Search: words or number",
  clear: "Clear the search",
  results: "Tickets found",
  searching: "Searching…",
  found: (n: number, more: boolean) => (more ? `The ${n} best are shown` : `${n} found`),
  none: (query: string) => `Nothing found for “${query}”.`,
  noneHint: "Try fewer or other words, or the number of the ticket. What the bot solved by itself is not a ticket.",
  offline: "No connection. The search goes on as soon as it is back.",
  failed: "The search did not work.",
};
