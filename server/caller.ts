import type { Locale } from "../contract/languages.ts";
import type { Permission } from "../contract/permissions.ts";

/** Who acts: an agent who is signed in, or an API key. Every verb takes one, and asks no other question of who it is. */
export interface Caller {
  kind: "agent" | "key";
  workspaceId: string;
  /** The agent's id, or the key's. */
  id: string;
  name: string;
  permissions: ReadonlySet<Permission>;
  /** The brands behind whose wall the caller may look; null means all of the workspace. */
  brands: readonly string[] | null;
  locale: Locale;
  /** The session of the browser, for agents. */
  sessionId: string | null;
}
