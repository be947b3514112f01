import { sql } from "kysely";
import { VisitorNow } from "../../contract/chat.ts";
import type { Caller } from "../caller.ts";
import { type Db, look } from "../db/database.ts";
import type { Bus, Whisper } from "./bus.ts";
import type { LiveSocket } from "./live-socket.ts";

/** So long it is believed that somebody looks, unless they say it again. */
const believedMilliseconds = 30_000;
/** A screen that was not heard for so long is not believed to be looked at: one that is there answers a ping every 20 s. */
const silentMilliseconds = 26_000;

/** Somebody at a conversation, by each of their screens: two tabs of one person are one person. */
interface Colleague {
  name: string;
  screens: Map<string, { isTyping: boolean; at: number }>;
}

/** What whispers of agents carry. */
interface AgentNow {
  agentId: string;
  name: string;
  screen: string;
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

  const whisper = (
    socket: LiveSocket,
    conversationId: string,
    now: Pick<AgentNow, "isLooking" | "isTyping">,
  ) =>
    bus.whisper({
      workspaceId: socket.caller.workspaceId,
      conversationId,
      kind: "agent",
      data: { agentId: socket.caller.id, name: socket.caller.name, screen: socket.id, ...now },
    });

  const sayAgain = (socket: LiveSocket, conversationId: string) =>
    whisper(socket, conversationId, { isLooking: true, isTyping: socket.typing.has(conversationId) });

  const leave = (socket: LiveSocket, conversationId: string) => {
    const others = lookers.get(conversationId);
    others?.delete(socket);
    if (!others?.size) {
      lookers.delete(conversationId);
      colleagues.delete(conversationId);
    }
    socket.typing.delete(conversationId);
    whisper(socket, conversationId, { isLooking: false, isTyping: false });
  };

  const tellColleagues = (conversation: string, to = lookers.get(conversation) ?? new Set<LiveSocket>()) => {
    const known = [...(colleagues.get(conversation) ?? [])];
    for (const socket of to)
      socket.send({
        colleagues: {
          conversation,
          agents: known
            .filter(([id]) => id !== socket.caller.id)
            .map(([id, colleague]) => ({ id, name: colleague.name, isTyping: isTyping(colleague) })),
        },
      });
  };

  const hearAgent = (conversation: string, now: AgentNow) => {
    if (!lookers.has(conversation)) return;
    const known = colleagues.get(conversation) ?? new Map<string, Colleague>();
    colleagues.set(conversation, known);
    const before = known.get(now.agentId);
    const typedBefore = before !== undefined && isTyping(before);
    const colleague = before ?? { name: now.name, screens: new Map() };
    if (now.isLooking) colleague.screens.set(now.screen, { isTyping: now.isTyping, at: performance.now() });
    else colleague.screens.delete(now.screen);
    if (colleague.screens.size) known.set(now.agentId, colleague);
    else known.delete(now.agentId);
    const typesNow = known.has(now.agentId) && isTyping(colleague);
    if (known.has(now.agentId) !== Boolean(before) || typesNow !== typedBefore) tellColleagues(conversation);
  };

  const stop = bus.overhear(({ workspaceId, conversationId, kind, data }: Whisper) => {
    if (kind === "agent") hearAgent(conversationId, data as unknown as AgentNow);
    if (kind === "who_looks") {
      for (const socket of lookers.get(conversationId) ?? [])
        if (socket.caller.workspaceId === workspaceId) sayAgain(socket, conversationId);
    }
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
        sayAgain(socket, id);
        const { workspaceId } = socket.caller;
        if (!isNew) continue;
        bus.whisper({ workspaceId, conversationId: id, kind: "how_is_visitor", data: {} });
        // Screens at other processes answer; those of this one are known, if anybody here looked before.
        bus.whisper({ workspaceId, conversationId: id, kind: "who_looks", data: {} });
        tellColleagues(id, new Set([socket]));
      }
      socket.looking = allowed;
    },
    types(socket, { conversation, isTyping }) {
      if (!socket.looking.has(conversation) || !socket.caller.permissions.has("conversations.note")) return;
      if (isTyping) socket.typing.add(conversation);
      else socket.typing.delete(conversation);
      sayAgain(socket, conversation);
    },
    gone(socket) {
      for (const id of socket.looking) leave(socket, id);
      socket.looking = new Set();
    },
    tick() {
      const now = performance.now();
      for (const [id, known] of colleagues) {
        let isGone = false;
        for (const [agentId, { screens }] of known) {
          for (const [screen, { at }] of screens)
            if (now - at > believedMilliseconds) isGone = screens.delete(screen);
          if (!screens.size) known.delete(agentId);
        }
        if (isGone) tellColleagues(id);
      }
      for (const [id, sockets] of lookers)
        for (const socket of sockets) {
          if (now - socket.heardAt > silentMilliseconds) {
            // Its line hangs, or its laptop sleeps: it says nothing of its own, so it is said for it.
            if (colleagues.get(id)?.get(socket.caller.id)?.screens.has(socket.id))
              whisper(socket, id, { isLooking: false, isTyping: false });
            continue;
          }
          const mine = colleagues.get(id)?.get(socket.caller.id)?.screens.get(socket.id);
          if (!mine || now - mine.at > believedMilliseconds / 3) sayAgain(socket, id);
        }
    },
    close: stop,
  };
}

const isTyping = ({ screens }: Colleague) => [...screens.values()].some((screen) => screen.isTyping);

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
