import { isolate } from "./isolate.ts";

/** Consent, who may write, and files: of a site's settings, and what agents see of it. */
export const privacy = {
  consentTitle: "Consent",
  consentText:
    'Where the tag says consent="ask", a visitor types first, then ticks a box beside this text; only then anything is sent or stored. Text, version and time are kept with the conversation.',
  consentOff: "Without that attribute nothing is asked, whatever stands here.",
  consent: "Consent text",
  consentHint:
    "Empty: the chat's own sentence. {site} stands for the site's name, line breaks stay. Visitors in a language that is not here read the English text.",
  consentVersion: "A changed text is a new version: who agreed before is asked once more.",
  consentTag: "In the tag of your page",
  preview: "How it is asked",
  /** As the server has it, see its consent text. */
  previewOwn: "I agree that {site} stores and reads my messages and contact details in order to answer me.",
  previewTitle: "Before your message is sent",
  previewAgree: "I agree",
  previewSend: "Send",
  previewNot: "Only a picture of it. In the chat the box is empty until the visitor ticks it.",
  accessTitle: "Who may write",
  identityRequired: "Only signed visitors may write",
  identityRequiredText:
    "Anonymous visitors are refused by the server: they can search and read articles, but not chat. A return link to a signed visitor's conversation still works.",
  identityRequiredNoKey:
    "There is no key yet, so at the moment nobody could write. First make one under “Signed visitors”.",
  identityRequiredWarning:
    "As soon as you save, pages whose tag has no user-token have no chat any more. What was begun anonymously stops until its visitor is signed.",
  attachments: "Visitors and agents may attach files",
  attachmentsText: (limit: string) =>
    `Pictures (PNG, JPEG, WebP, GIF), PDF and plain text, at most ${limit} each. Off: nobody can add files; those that are there stay.`,
  publicKeyTitle: "Your own key (ES256)",
  publicKeyText:
    "If your server signs with ES256 (P-256), paste the public half here: then the secret half never leaves your server. It counts beside the key that was made here.",
  publicKey: "Public key in PEM",
  publicKeyHint: "Begins with -----BEGIN PUBLIC KEY-----. Made with: openssl pkey -in private.pem -pubout",
  publicKeySave: "Save public key",
  publicKeySaving: "Saving…",
  publicKeyRemove: "Remove public key",
  publicKeySaved: "Saved. Tokens signed with it count within a minute.",
  publicKeyRemoved: "Removed. Tokens signed with it end within a minute.",
  publicKeyNone: "None yet.",
  publicKeyThere: "A public key is in use.",
  publicKeyRefused: "That is not the public key of an ES256 key pair: SPKI in PEM, curve P-256.",
  publicKeyPrivate: "That is a private key. Never paste it anywhere; keep it on your server and paste its public half.",
  publicKeyCertificate:
    "That is a certificate. Take the public key out of it: openssl x509 -in cert.pem -pubkey -noout",
  removeTitle: "Remove the public key?",
  removeText:
    "Visitors whose tokens are signed with it are strangers from then on, until they are signed with another key.",
  tag: "The tag with a signed visitor",
  tagHint:
    "Your server writes the token into the page. Without a reload: element.identify(token), and element.logout() when somebody signs out.",
  unverified: "Unverified",
  unverifiedText: "What page and browser say. Anybody can make it up.",
  fromPage: "Said by the page",
  consentGiven: "Consent",
  consentGivenAt: (time: string) => `given ${time}`,
  consentVersionIs: (version: string) => `version ${isolate(version)}`,
  showText: "Text",
};
