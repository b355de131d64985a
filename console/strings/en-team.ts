import { isolate } from "./isolate.ts";

/** The people of the desk. */
export const team = {
  title: "Team",
  you: "you",
  roles: { admin: "administrator", agent: "agent" },
  invite: "Invite a colleague",
  inviteText: "Makes a link with which one colleague chooses a name and password.",
  link: "Invitation link",
  once: (until: string) => `Send it to your colleague. It works once, until ${until}, and is shown only now.`,
  remove: "Remove",
  removeNamed: (name: string) => `Remove ${isolate(name)}`,
  removeTitle: (name: string) => `Remove ${isolate(name)} from the team?`,
  removeText:
    "Signed out everywhere at once; their conversations stay theirs until somebody takes them over. What they wrote stays.",
  removeBack: "Whoever is to come back needs a new invitation.",
  removing: "Removing…",
  cancel: "Cancel",
  removed: (name: string) => `${isolate(name)} is no longer in the team.`,
};

/** The key with which an owner's server says who a visitor is. */
export const identity = {
  title: "Signed visitors",
  text: "Your server can tell the chat who is signed in there, with a note that only it can sign. Agents then see a verified name, and a person finds their conversations again on every device. The page hands it to the chat: as user-token in the widget's tag, or with identify(). An app of your own can send it, too.",
  help: "How to sign, with an example",
  none: "There is no key yet: nobody vouches for who a visitor is.",
  noneHere: "No key was made here.",
  since: (date: string) => `There is a key since ${date}. It is shown to nobody again.`,
  make: "Make a key",
  makeNew: "Make a new key",
  making: "One moment…",
  newTitle: "Make a new key?",
  newText:
    "The present key goes on being valid. The key before the present one ends now; visitors signed with it have to be signed anew.",
  made: "The key is made and marked for copying.",
  newHint: "The key before it goes on being valid, so you can change it on your server without haste. Older ones end.",
  audience: (site: string) => `In the signed note, aud is ${site}.`,
  key: "Signing key",
  once: "Copy it into your server's configuration now: it is shown only this once. Whoever has it can speak for any visitor.",
  verified: "Verified by your site",
  name: "Name",
  email: "E-mail",
  id: "Id on your site",
};
