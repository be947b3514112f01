import { sql } from "kysely";
import type { CustomerZone } from "../../../contract/planned-replies.ts";
import type { Tx } from "../../db/database.ts";

/** The zone a customer most likely lives by: their browser's, else their country's where it has one, else ours. */
export async function customerZone(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
): Promise<CustomerZone> {
  const { rows } = await sql<{ visited: string | null; country: string | null; ours: string }>`
    select (select v.time_zone from chats t
        join conversations o on o.workspace_id = t.workspace_id and o.id = t.conversation_id
        join chat_visitors v on v.workspace_id = t.workspace_id and v.id = t.visitor_id
        where o.workspace_id = c.workspace_id and o.customer_id = c.customer_id and v.time_zone is not null
        order by v.seen_at desc limit 1) as visited,
      p.country, w.time_zone as ours
    from conversations c
    join customers p on p.workspace_id = c.workspace_id and p.id = c.customer_id
    join workspaces w on w.id = c.workspace_id
    where c.workspace_id = ${workspaceId} and c.id = ${conversationId}`.execute(tx);
  const { visited, country, ours } = rows[0]!;
  if (visited) return { timeZone: visited, knownBy: "browser" };
  const ofCountry = country && zoneOf(country);
  return ofCountry ? { timeZone: ofCountry, knownBy: "country" } : { timeZone: ours, knownBy: "workspace" };
}

/** Where nearly everybody lives by one of the country's zones. */
const byFar: Record<string, string> = {
  CN: "Asia/Shanghai",
  CY: "Asia/Nicosia",
  ES: "Europe/Madrid",
  NZ: "Pacific/Auckland",
  PT: "Europe/Lisbon",
  UA: "Europe/Kyiv",
};

/** The zone of a country whose clocks all show the same; null where they do not, or nobody knows. */
export function zoneOf(country: string): string | null {
  if (byFar[country]) return byFar[country];
  const zones = new Intl.Locale(`und-${country}`).getTimeZones() ?? [];
  const clocks = new Set(zones.map((zone) => `${offsetOf(zone, january)} ${offsetOf(zone, july)}`));
  return clocks.size === 1 ? zones[0]! : null;
}

const january = Temporal.Instant.from("2026-01-15T12:00:00Z");
const july = Temporal.Instant.from("2026-07-15T12:00:00Z");
const offsetOf = (zone: string, at: Temporal.Instant) => at.toZonedDateTimeISO(zone).offset;
