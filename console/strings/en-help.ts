import type { Shortcut } from "../keyboard.ts";

/** The dialog behind `?`, and notifications. */
export const help = {
  open: "Help and keys",
  title: "Help and keys",
  centre: "Help centre",
  centreText: "How to answer, set up and embed. Opens in a new tab.",
  keys: "Keys",
  always: "Work always",
  arrows: "inside the list: move",
  enter: "open what is marked",
  send: "send what is written",
  escape: "close what is open, leave the field",
  single: "Single keys",
  singleOn: "Single keys work while no field is being typed in",
  singleHint:
    "Switch them off if you speak to your computer, or often hit keys by accident. This browser remembers it.",
  close: "Close",
  does: {
    next: "next ticket",
    previous: "previous ticket",
    open: "open the ticket",
    back: "back to the list",
    take_over: "take over",
    reply: "write to the visitor",
    note: "write an internal note",
    resolve: "resolve",
    to_bot: "return to the bot",
    search: "search tickets",
    help: "this list",
  } satisfies Record<Shortcut, string>,
};

export const notify = {
  title: "Notifications",
  on: "Notify me while I look elsewhere",
  onHint: "A new ticket that waits, or a new message in one of yours.",
  withText: "With the visitor's words",
  withTextHint: "Otherwise only the ticket's number is shown: nobody beside you reads along.",
  blocked:
    "The browser blocks notifications of this site. Allow them in the site settings beside the address, then switch this on again.",
  unsupported: "This browser shows no notifications of web pages.",
  dismissed: "The browser has not allowed it yet. Switch this on again to be asked once more.",
  waiting: (n: number) => `Ticket № ${n} is waiting`,
  message: (n: number) => `New message in ticket № ${n}`,
};
