import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{contract,server,desk,widget,test,bench}/**/*.test.{ts,tsx}"],
    globalSetup: ["test/server.ts"],
    pool: "forks",
    // For machines that are busy with something else; a quick one needs a hundredth of it.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Likewise where a test waits without a bound of its own; one that is about time names its bound itself.
    expect: { poll: { timeout: 20_000 } },
    // A test that passes only at the second try is broken.
    retry: 0,
    sequence: { hooks: "stack" },
  },
});
