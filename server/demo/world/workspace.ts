import type { DemoWorkspace } from "./types.ts";

export const workspace: DemoWorkspace = {
  name: "Meridian Care",
  trade: "outsourcer",
  language: "en",
  timeZone: "Asia/Dubai",
};
