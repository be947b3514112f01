import type { AcknowledgementRules } from "../acknowledgements/index.ts";
import type { ClockRules } from "../clocks/index.ts";
import type { RoutingRules } from "../routing/index.ts";
import type { Rules } from "../triage/index.ts";
import type * as world from "./world/index.ts";

/** What stands before the first conversation: ids by the keys of the world. */
export interface Made {
  workspaceId: string;
  brands: Map<string, string>;
  teams: Map<string, string>;
  agents: Map<string, { id: string; name: string }>;
  inboxes: Map<string, { id: string; brandId: string }>;
  tags: Map<string, string>;
}

/** What decided what became of first messages. */
export interface Known {
  rules: Rules;
  routing: RoutingRules;
  clocks: ClockRules;
  acknowledgements: AcknowledgementRules;
}

export type Customer = world.DemoCustomer & { id: string };
