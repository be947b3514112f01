import type { Actor } from "../../events.ts";

/** Who acts where mail itself does: a bounce came, a delivery ended. */
export const mailer: Actor = { kind: "automation", id: null, name: "mail" };
