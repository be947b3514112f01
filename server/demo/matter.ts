import type { Customer, Made } from "./made.ts";
import type * as world from "./world/index.ts";

/** The matter of a conversation as clocks look at it when it begins. */
export const matterOf = (made: Made, conversation: world.DemoConversation, customer: Customer) => ({
  line: conversation.line,
  brandId: made.inboxes.get(conversation.inbox)!.brandId,
  priority: conversation.priority,
  tier: customer.tier ?? null,
  channel: conversation.channel,
  country: customer.country ?? null,
  status: "new",
  stage: null,
  heldFor: null,
});
