import { sql } from "kysely";
import { VisitorNow } from "../../contract/chat.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import type { Bus, Whisper } from "./bus.ts";
import type { LiveSocket } from "./live-socket.ts";

/** So long it is believed that somebody looks, unless they say it again. */
const believedMilliseconds = 30_000;

interface Colleague {
  name: string;
  isTyping: boolean;
  at: number;
}

/** What whispers of agents carry. */
interface AgentNow {
  agentId: string;
  name: string;
  isLooking: boolean;
  isTyping: boolean;
}

export interface Beside {
  looks(socket: LiveSocket, conversations: string[]): Promise<void>;
  types(socket: LiveSocket, typing: { conversation: string; isTyping: boolean }): void;
  gone(socket: LiveSocket): void;
  /** Says again who looks, and forgets who no longer does. */
  tick(): void;
  close(): void;
}

/**
 * Who looks at a conversation at this moment, who writes in it, and how its visitor stands. Lives in memory and in
 * whispers: it is over when it is over.
 */
export function beside(db: Db, bus: Bus): Beside {
  /** Sockets of this process by the conversation that they look at. */
  const lookers = new Map<string, Set<LiveSocket>>();
  const colleagues = new Map<string, Map<string, Colleague>>();

  const whisper = (socket: LiveSocket, conversationId: string, now: Omit<AgentNow, "agentId" | "name">) =>
    bus.whisper({
      workspaceId: socket.caller.workspaceId,
      conversationId,
      kind: "agent",
      data: { agentId: socket.caller.id, name: socket.caller.name, ...now },
    });

  const leave = (socket: LiveSocket, conversationId: string) => {
    const others = lookers.get(conversationId);
    others?.delete(socket);
    if (!others?.size) {
      lookers.delete(conversationId);
      colleagues.delete(conversationId);
    }
    const elsewhere = [...(others ?? [])].some(({ caller }) => caller.id === socket.caller.id);
    if (!elsewhere) whisper(socket, conversationId, { isLooking: false, isTyping: false });
  };

  const tellColleagues = (conversation: string) => {
    const known = [...(colleagues.get(conversation) ?? [])];
    for (const socket of lookers.get(conversation) ?? [])
      socket.send({
        colleagues: {
          conversation,
          agents: known
            .filter(([id]) => id !== socket.caller.id)
            .map(([id, { name, isTyping }]) => ({ id, name, isTyping })),
        },
      });
  };

  const hearAgent = (conversation: string, { agentId, name, isLooking, isTyping }: AgentNow) => {
    if (!lookers.has(conversation)) return;
    const known = colleagues.get(conversation) ?? new Map<string, Colleague>();
    colleagues.set(conversation, known);
    const before = known.get(agentId);
    if (isLooking) known.set(agentId, { name, isTyping, at: performance.now() });
    else known.delete(agentId);
    if (isLooking !== Boolean(before) || isTyping !== Boolean(before?.isTyping)) tellColleagues(conversation);
  };

  const stop = bus.overhear(({ workspaceId, conversationId, kind, data }: Whisper) => {
    if (kind === "agent") hearAgent(conversationId, data as unknown as AgentNow);
    if (kind !== "visitor") return;
    const visitor = { conversation: conversationId, ...VisitorNow.parse(data) };
    for (const socket of lookers.get(conversationId) ?? [])
      if (socket.caller.workspaceId === workspaceId) socket.send({ visitor });
  });

  return {
    async looks(socket, conversations) {
      const allowed = await seenOf(db, socket.caller, conversations);
      if (!socket.open) return;
      for (const id of socket.looking) if (!allowed.has(id)) leave(socket, id);
      for (const id of allowed) {
        const isNew = !socket.looking.has(id);
        lookers.set(id, (lookers.get(id) ?? new Set()).add(socket));
        whisper(socket, id, { isLooking: true, isTyping: false });
        const { workspaceId } = socket.caller;
        if (isNew) bus.whisper({ workspaceId, conversationId: id, kind: "how_is_visitor", data: {} });
        if (isNew && colleagues.get(id)?.size) tellColleagues(id);
      }
      socket.looking = allowed;
    },
    types(socket, { conversation, isTyping }) {
      if (!socket.looking.has(conversation) || !socket.caller.permissions.has("conversations.note")) return;
      whisper(socket, conversation, { isLooking: true, isTyping });
    },
    gone(socket) {
      for (const id of socket.looking) leave(socket, id);
      socket.looking = new Set();
    },
    tick() {
      const now = performance.now();
      for (const [id, known] of colleagues) {
        const stale = [...known].filter(([, { at }]) => now - at > believedMilliseconds);
        for (const [agentId] of stale) known.delete(agentId);
        if (stale.length) tellColleagues(id);
      }
      for (const [id, sockets] of lookers)
        for (const socket of sockets) {
          const mine = colleagues.get(id)?.get(socket.caller.id);
          if (!mine || now - mine.at > believedMilliseconds / 2)
            whisper(socket, id, { isLooking: true, isTyping: false });
        }
    },
    close: stop,
  };
}

/** Of some conversations those that the caller may see. */
async function seenOf(db: Db, caller: Caller, ids: string[]): Promise<Set<string>> {
  if (!ids.length || !caller.permissions.has("conversations.read")) return new Set();
  const rows = await look(db, caller.workspaceId, (tx) => {
    let query = tx
      .selectFrom("conversations")
      .select("id")
      .where("workspaceId", "=", caller.workspaceId)
      .where("id", "in", ids);
    if (caller.brands) query = query.where(sql<boolean>`brand_id = any(${[...caller.brands]}::uuid[])`);
    return query.execute();
  });
  return new Set(rows.map(({ id }) => id));
}
