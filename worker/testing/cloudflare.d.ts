/// <reference types="@cloudflare/vitest-plugin/types" />

declare namespace Cloudflare {
  interface GlobalProps {
    // A global declaration file may not have an import statement of its own.
    // oxlint-disable-next-line typescript/consistent-type-imports
    mainModule: typeof import("../worker.ts");
    durableNamespaces: "Conversation" | "Inbox" | "Workspace";
  }
}
