/** Words of the question for consent, beside the file that asks it. */
export const enConsent = {
  beforeSending: "Before your message is sent",
  iAgree: "I agree",
  notNow: "Cancel",
};

export type ConsentStrings = typeof enConsent;
