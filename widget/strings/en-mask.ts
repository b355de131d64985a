/** Words about card numbers, beside the file that hides them. */
export const enMask = { cardHidden: "We have hidden a card number in your message. Please do not send such numbers." };

export type MaskStrings = typeof enMask;
