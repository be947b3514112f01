import type { Locale } from "../contract/languages.ts";
import type { Permission } from "../contract/permissions.ts";
import type { Db } from "./db/database.ts";

/**
 * Who acts: an agent who is signed in, an API key, a rule of the workspace, or a customer in a matter of their own. Every
 * verb takes one, and asks no other question of who it is.
 */
export interface Caller {
  kind: "agent" | "key" | "automation" | "customer";
  workspaceId: string;
  /** The agent's id, the key's, the rule's, or the customer's. */
  id: string;
  name: string;
  permissions: ReadonlySet<Permission>;
  /** The brands behind whose wall the caller may look; null means all of the workspace. */
  brands: readonly string[] | null;
  locale: Locale;
  /** The session of the browser, for agents. */
  sessionId: string | null;
  /** Of a rule: the rules that led here, each set off by the one before, and it last. */
  chain?: readonly string[];
}

/**
 * Finds who gave an order that is carried out without them, with what they may do at that moment; null when they are no
 * longer here.
 */
export type CallerAgain = (
  db: Db,
  workspaceId: string,
  who: { kind: "agent" | "key"; id: string },
) => Promise<Caller | null>;
