import { type RawBuilder, type SqlBool, sql } from "kysely";

/** So long after the last stroke somebody counts as writing. */
const strokeMinutes = 10;

/** Whoever wrote last before this no longer writes. */
export const strokeSince = (now: Date) => new Date(now.getTime() - strokeMinutes * 60_000);

/** SQL: the claim on the conversation `c`, as the contract has it, or null. */
export const claimOf = (now: Date): RawBuilder<unknown> => sql`
  (select json_build_object('agent', json_build_object('id', w.id, 'name', w.name), 'since', k.since)
    from claims k join agents w on w.workspace_id = k.workspace_id and w.id = k.agent_id
    where k.workspace_id = c.workspace_id and k.conversation_id = c.id and k.written_at > ${strokeSince(now)}
      and c.status <> 'closed')`;

/** SQL: nobody writes an answer to the conversation `c`, or nobody but one. */
export const notClaimed = (now: Date, agentId: string | null = null): RawBuilder<SqlBool> => sql`
  not exists (select from claims k
    where k.workspace_id = c.workspace_id and k.conversation_id = c.id and k.written_at > ${strokeSince(now)}
      and k.agent_id is distinct from ${agentId}::uuid)`;
