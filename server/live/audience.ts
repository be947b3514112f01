import type { Permission } from "../../contract/permissions.ts";
import type { Caller } from "../caller.ts";
import type { EventKind } from "../events.ts";
import type { SequencedEvent } from "./sequenced-event.ts";

/** What one must be allowed to hear of an event; null is for everybody who is signed in. */
const needed: Record<EventKind, Permission | null> = {
  "conversation.opened": "conversations.read",
  "conversation.customer_wrote": "conversations.read",
  "conversation.replied": "conversations.read",
  "conversation.noted": "conversations.read",
  "conversation.assigned": "conversations.read",
  "conversation.handed_over": "conversations.read",
  "conversation.linked": "conversations.read",
  "conversation.sorted": "conversations.read",
  "conversation.tagged": "conversations.read",
  "conversation.changed": "conversations.read",
  "conversation.closed": "conversations.read",
  "conversation.reopened": "conversations.read",
  "conversation.held": "conversations.read",
  "conversation.released": "conversations.read",
  "conversation.claimed": "conversations.read",
  "conversation.claim_ended": "conversations.read",
  "conversation.draft_shared": "conversations.read",
  "conversation.draft_kept_back": "conversations.read",
  "conversation.draft_taken": "conversations.read",
  "conversation.answer_waived": "conversations.read",
  "conversation.answer_owed_again": "conversations.read",
  "conversation.repeat_found": "conversations.read",
  "conversation.repeat_settled": "conversations.read",
  "conversation.rated": "conversations.read",
  "chat.visitor_came": "conversations.read",
  "chat.visitor_left": "conversations.read",
  "chat.seen": "conversations.read",
  "clock.warned": "conversations.read",
  "clock.breached": "conversations.read",
  "clock.escalated": "conversations.read",
  "promise.made": "conversations.read",
  "promise.changed": "conversations.read",
  "promise.kept": "conversations.read",
  "promise.broken": "conversations.read",
  "promise.withdrawn": "conversations.read",
  "automation.ran": "conversations.read",
  "message.language_changed": "conversations.read",
  "message.sent": "conversations.read",
  "message.delivery_failed": "conversations.read",
  "message.delivery_retried": "conversations.read",
  "customer.changed": "customers.read",
  "workspace.changed": null,
  "brand.changed": null,
  "line.changed": null,
  "intent.changed": null,
  "triage.changed": null,
  "queue.changed": null,
  "skill.changed": null,
  "routing.changed": null,
  "calendar.changed": null,
  "clock_policy.changed": null,
  "acknowledgement.changed": null,
  "automation.changed": "workspace.manage",
  "scorecard.changed": null,
  "article.changed": "articles.read",
  "article.published": "articles.read",
  "article.withdrawn": "articles.read",
  "article.flagged": "articles.read",
  "article.voted": "articles.read",
  "section.changed": "articles.read",
  "help_centre.changed": null,
  "form.changed": null,
  "chat_widget.changed": null,
  "ledger.broken": "workspace.manage",
  "ledger.mended": "workspace.manage",
  "report.made": "reports.read",
  "team.changed": null,
  "tag.changed": null,
  "inbox.changed": "inboxes.read",
  "agent.invited": "agents.read",
  "agent.changed": "agents.read",
  "agent.presence_changed": "agents.read",
  "agent.signed_in": "agents.manage",
  "agent.session_ended": "agents.manage",
  "api_key.made": "keys.manage",
  "api_key.revoked": "keys.manage",
};
const asked = [...new Set(Object.values(needed))].filter((permission) => permission !== null);

/** Whether an event is on this side of the caller's wall. */
export function mayHear({ brands, permissions }: Caller, { kind, brandId }: SequencedEvent): boolean {
  if (brandId && brands && !brands.includes(brandId)) return false;
  const permission = needed[kind];
  return permission === null || permissions.has(permission);
}

/** The same for all who hear the same, so that what is sent to them is made once. */
export function audienceOf({ brands, permissions }: Caller): string {
  return `${brands ? brands.toSorted() : "all"}|${asked.filter((permission) => permissions.has(permission))}`;
}
