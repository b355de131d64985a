/** The analyzer ships no types for its programmatic door. The result is a Custom Elements Manifest. */
declare module "@custom-elements-manifest/analyzer/cli.js" {
  export function cli(options: { argv: string[]; cwd: string; noWrite: boolean }): Promise<unknown>;
}
