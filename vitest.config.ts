import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{contract,server,desk,test,bench}/**/*.test.{ts,tsx}"],
    globalSetup: ["test/server.ts"],
    pool: "forks",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test that passes only at the second try is broken.
    retry: 0,
    sequence: { hooks: "stack" },
  },
});
