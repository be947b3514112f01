/**
 * Routing: which queue a matter waits in, when it comes among those that wait, who is here and what each can take on.
 * What is done with conversations themselves stands in `server/conversations/work/`.
 */
export { lookedAfterBy } from "./hours.ts";
export { canTake, type Person, peopleHere, type Wanted } from "./people.ts";
export { longAway, noticePresence, presenceState } from "./presence.ts";
export { usualPoints } from "./profiles.ts";
export { queuesSeen } from "./queues.ts";
export { minutesBefore, rankAt, rankInWords, tiers } from "./rank.ts";
export { isOnShift } from "./rota.ts";
export { routingRoutes } from "./routes.ts";
export { type QueueRule, queueFor, type RoutingRules, readRouting, routingNow, routingOf } from "./rules.ts";
