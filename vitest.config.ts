import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** A guard against hanging, never a measure: a machine may stand still for half a minute. */
const HANGS_MS = 180_000;

/** Two rings: rules in Node, objects inside workerd. The third ring (browser) is Playwright's, see e2e/. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    teardownTimeout: HANGS_MS,
    projects: [
      {
        test: {
          name: "pure",
          // Property tests take seconds on a busy machine; a hang still ends.
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          isolate: false,
          setupFiles: ["worker/testing/own-modules.ts"],
          environment: "node",
          include: [
            "{protocol,client,widget,console,hosted,worker,scripts,bench,e2e/chaos}/**/*.test.ts",
            "{widget,console}/**/*.test.tsx",
          ],
          exclude: ["**/*.workerd.test.ts", "**/node_modules/**"],
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              // Not FILES: who tests the bucket binds it, all others have none, as raw workerd.
              r2Buckets: ["BUCKET"],
              bindings: {
                TOKEN_KEYS: JSON.stringify({ current: "k1", keys: { k1: "a".repeat(43), k2: "b".repeat(43) } }),
                SETUP_SECRET: "test-setup-secret",
                SITES: JSON.stringify([
                  { id: "demo", origins: ["https://shop.example"] },
                  { id: "other", origins: ["https://other.example"] },
                ]),
              },
            },
          }),
        ],
        test: {
          name: "workerd",
          testTimeout: HANGS_MS,
          hookTimeout: HANGS_MS,
          isolate: false,
          setupFiles: ["worker/testing/own-modules.ts", "worker/testing/own-desk.ts"],
          include: ["worker/**/*.workerd.test.ts"],
        },
      },
    ],
  },
});
