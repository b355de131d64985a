const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/**
 * A new id of the shape CLIENT_ID: 16 characters, 96 random bits. Not `randomUUID`, which does not exist on plain-http
 * hosts. 64 divides 256, so every character is equally likely.
 */
export function newClientId(randomBytes: (count: number) => Uint8Array): string {
  return Array.from(randomBytes(16), (byte) => ALPHABET[byte & 63]).join("");
}
