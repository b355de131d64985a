/**
 * A new id of the shape CLIENT_ID: 16 characters of base64url, 96 random bits. Not `randomUUID`, which does not exist on
 * plain-http hosts.
 */
export function newClientId(randomBytes: (count: number) => Uint8Array): string {
  return btoa(String.fromCharCode(...randomBytes(12))).replace(/\W/g, (c) => (c === "+" ? "-" : "_"));
}
