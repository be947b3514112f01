/** How long somebody in a chat waits, by how much it hurts: after a minute they look elsewhere, after three they go. */
export type Wait = { tone: "calm" | "due" | "late"; ms: number };

const dueMs = 60_000;
const lateMs = 180_000;

export function waitOf(waitingSince: string | null, now: number): Wait | null {
  if (waitingSince === null) return null;
  const ms = Math.max(0, now - Date.parse(waitingSince));
  return { ms, tone: ms >= lateMs ? "late" : ms >= dueMs ? "due" : "calm" };
}
