import { sql } from "kysely";
import type { Face } from "../../contract/chat.ts";
import { initialsOf } from "../../contract/initials.ts";
import type { Tx } from "../db/database.ts";
import type { Secret } from "../secret.ts";
import type { Widget } from "./widget.ts";

/** White letters can be read on each of them (WCAG 2.2, 4.5:1). */
const colours = ["#8a3b5a", "#5b4b9a", "#2f5f9e", "#1d6b72", "#2d6b40", "#6b5a1e", "#94492b", "#59616e"];

/** Somebody of ours as visitors see them: their first name, and nothing by which our ids could be guessed. */
export function faceOf(secret: Secret, agent: { id: string; name: string }): Face {
  const mark = secret.sign("chat-face", agent.id);
  return {
    id: mark.subarray(0, 9).toString("base64url"),
    name: agent.name.trim().split(/\s+/)[0] ?? "",
    initials: initialsOf(agent.name),
    colour: colours[mark[9]! % colours.length]!,
  };
}

const freshMs = 30_000;
const remembered = new Map<string, { faces: Face[]; until: number }>();

/** Some of those who answer a widget, who is here first; at most half a minute old. */
export async function facesOf(tx: Tx, secret: Secret, widget: Widget): Promise<Face[]> {
  const known = remembered.get(widget.id);
  if (known && known.until > performance.now()) return known.faces;
  const faces = await readFaces(tx, secret, widget);
  remembered.set(widget.id, { faces, until: performance.now() + freshMs });
  if (remembered.size > 5_000) remembered.delete(remembered.keys().next().value!);
  return faces;
}

async function readFaces(tx: Tx, secret: Secret, widget: Widget): Promise<Face[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select a.id, a.name from agents a
    left join presence p on p.workspace_id = a.workspace_id and p.agent_id = a.id
    where a.workspace_id = ${widget.workspaceId} and a.status = 'active' and a.role in ('owner', 'admin', 'lead', 'agent')
      and exists (select from team_members m where m.workspace_id = a.workspace_id and m.agent_id = a.id
        and m.team_id = ${widget.inbox.teamId})
    order by (p.state = 'here' and p.gone_since is null) desc nulls last, a.last_seen_at desc nulls last, a.id
    limit 3`.execute(tx);
  return rows.map((agent) => faceOf(secret, agent));
}
