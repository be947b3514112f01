import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import {
  type Chat,
  type ChatMessage,
  chatLivePath,
  type FromVisitor,
  type ToVisitor,
  type VisitorNow,
} from "../../contract/chat.ts";
import { network } from "../accounts/index.ts";
import { within, withoutWall } from "../db/database.ts";
import type { EventKind } from "../events.ts";
import { type SequencedEvent, takeSockets, type Whisper } from "../live/index.ts";
import { Refusal } from "../refusal.ts";
import { availabilityOf, shown } from "./availability.ts";
import { ownIds, readChats } from "./chats.ts";
import { faceOf } from "./faces.ts";
import { noteGone, noteHere } from "./here.ts";
import { homeOf } from "./home.ts";
import { messagesAfter, mostTold, noteTold } from "./messages.ts";
import type { ChatNeeds } from "./needs.ts";
import { numberMessages } from "./numbers.ts";
import { see } from "./seen.ts";
import { VisitorSocket } from "./visitor-socket.ts";
import { notePage, visitorByToken } from "./visitors.ts";
import { widgetById } from "./widget.ts";

/** How often what is done; tests are in more of a hurry. */
interface ChatPace {
  tickMilliseconds: number;
  pingMilliseconds: number;
  silentMilliseconds: number;
  /** How often it is written down that somebody is still here. */
  touchMilliseconds: number;
  /** How often who waits is told anew for how long. */
  waitMilliseconds: number;
}
const usualPace: ChatPace = {
  tickMilliseconds: 1_000,
  pingMilliseconds: 25_000,
  silentMilliseconds: 60_000,
  touchMilliseconds: 45_000,
  waitMilliseconds: 20_000,
};

/** How many sockets there may be: an office behind one address has many, one browser has few. */
interface ChatCaps {
  perAddress: number;
  perVisitor: number;
  perWidget: number;
}
const usualCaps: ChatCaps = { perAddress: 100, perVisitor: 8, perWidget: 20_000 };

const speakWithinMilliseconds = 15_000;
const largestMessageBytes = 64 * 1024;
const mostGreetedAtOnce = 8;
const leastBetweenTyping = 500;
const longestPreview = 1_500;
const leaveMilliseconds = { from: 300, to: 6_000 };

/** What of a conversation its visitor is to hear of. */
const told: ReadonlySet<EventKind> = new Set<EventKind>([
  "conversation.opened",
  "conversation.customer_wrote",
  "conversation.replied",
  "conversation.assigned",
  "conversation.handed_over",
  "conversation.changed",
  "conversation.closed",
  "conversation.reopened",
  "conversation.rated",
  "chat.seen",
]);

interface ChatSockets {
  readonly size: number;
  close(): Promise<void>;
}

/**
 * Serves visitors at `/api/v1/chat/live`. What is said comes by HTTP; here they hear of it. What to tell is read from
 * the database whenever something happened to a conversation that somebody has open, for all such conversations of a
 * workspace at once, so that nothing is told twice or left out, whatever the bus loses.
 */
export function chatSockets(
  app: FastifyInstance,
  needs: ChatNeeds,
  { pace, caps = usualCaps }: { pace?: Partial<ChatPace>; caps?: ChatCaps | null } = {},
): ChatSockets {
  const { db, bus, secret, publicUrl } = needs;
  const every = { ...usualPace, ...pace };
  const sockets = new Set<VisitorSocket>();
  const addresses = new Map<string, number>();
  const widgets = new Map<string, Set<VisitorSocket>>();
  /** By the visitor, and by the customer whom the site vouches for. */
  const people = new Map<string, Set<VisitorSocket>>();
  const looking = new Map<string, Set<VisitorSocket>>();
  const workspaces = new Map<string, number>();
  /** Conversations in which something happened, by workspace. */
  const dirty = new Map<string, Set<string>>();
  const waiting = new Set<string>();
  const typists = new Map<string, Set<string>>();
  let stopping = false;
  let troubled = false;
  const trouble = (error: unknown) => {
    if (!troubled) app.log.warn({ err: error }, "Chats wait for the database.");
    troubled = true;
  };

  const openSocket = takeSockets(app, chatLivePath, { largestBytes: largestMessageBytes });
  app.get(chatLivePath, async (request, reply) => {
    const { origin, host } = request.headers;
    const isOurs = origin === undefined || origin === publicUrl.origin || URL.parse(origin)?.host === host;
    if (!isOurs) throw new Refusal("foreign_origin");
    if (stopping) throw new Refusal("unavailable");
    const address = network(request.ip);
    const here = addresses.get(address) ?? 0;
    if (caps && here >= caps.perAddress) throw new Refusal("too_many_requests", { retryAfter: 60 });
    openSocket(request, reply, (ws, wire) => {
      sockets.add(new VisitorSocket(ws, wire, address, hears));
      addresses.set(address, (addresses.get(address) ?? 0) + 1);
    });
  });

  const hear = (socket: VisitorSocket, message: FromVisitor) => {
    if ("token" in message) arrive(socket, message);
    else if (!socket.visitor) socket.close("misbehaved");
    else if ("typing" in message) type(socket, message.typing);
    else if ("isLooking" in message) {
      socket.isLooking = message.isLooking;
      tellDesks(socket);
    } else if ("seen" in message)
      see(db, socket.visitor, message.seen.conversation, message.seen.seq).catch((error) =>
        failed(socket, error),
      );
    else if ("page" in message)
      notePage(db, socket.visitor, message.page).catch((error) => failed(socket, error));
  };

  const hears = { hear, gone: (socket: VisitorSocket) => gone(socket) };

  const failed = (socket: VisitorSocket, error: unknown) => {
    if (error instanceof Refusal) return socket.close("misbehaved");
    trouble(error);
    socket.close("unavailable");
  };

  /** After a stop all come back at once: who is not greeted yet waits here rather than for a connection to the database. */
  const arriving: { socket: VisitorSocket; message: Greeting }[] = [];
  let greeting = 0;
  const arrive = (socket: VisitorSocket, message: Greeting) => {
    arriving.push({ socket, message });
    while (greeting < mostGreetedAtOnce && arriving.length) {
      greeting++;
      void greetNext();
    }
  };
  const greetNext = async () => {
    for (let one = arriving.shift(); one; one = arriving.shift()) {
      const { socket, message } = one;
      if (socket.open) await greet(socket, message).catch((error) => failed(socket, error));
    }
    greeting--;
  };

  const greet = async (socket: VisitorSocket, { token, after, isLooking }: Greeting) => {
    const visitor = await visitorByToken(db, token);
    const widget = visitor && (await widgetById(db, visitor.workspaceId, visitor.widgetId));
    if (!visitor || !widget?.isOn) return socket.close("signedOut");
    if (visitor.isBlocked) return socket.close("blocked");
    if (caps && tooMany(visitor.id, `${visitor.workspaceId} ${widget.id}`)) return socket.close("tooMany");
    if (!socket.open) return;
    socket.visitor = visitor;
    socket.isLooking = isLooking;
    join(people, `v ${visitor.id}`, socket);
    if (visitor.account && visitor.customerId) join(people, `c ${visitor.customerId}`, socket);
    join(widgets, `${visitor.workspaceId} ${widget.id}`, socket);
    const { workspaceId } = visitor;
    workspaces.set(workspaceId, (workspaces.get(workspaceId) ?? 0) + 1);
    // One way to the database for all of it: after a stop thousands come at once.
    const { home, missed } = await within(db, workspaceId, async (tx) => {
      await noteHere(db, visitor);
      // Heard of from now on; what happens while this is read is read again.
      for (const id of await ownIds(tx, visitor))
        if (socket.open && !socket.at.has(id)) {
          join(looking, id, socket);
          socket.at.set(id, null);
        }
      const home = await homeOf(needs, widget, visitor);
      const known = new Map<string, number>();
      for (const { conversation } of home.chats)
        if (after[conversation] !== undefined) known.set(conversation, after[conversation]);
      const { messages, untold } = await messagesAfter(tx, secret, workspaceId, known);
      await noteTold(tx, workspaceId, untold);
      return { home, missed: messages };
    });
    if (!socket.open) return;
    socket.send({ ready: home });
    for (const chat of home.chats) {
      const messages = missed.get(chat.conversation) ?? [];
      if (messages.length > mostTold) socket.send({ resync: chat.conversation });
      else if (messages.length) socket.send({ chat, messages });
      const at = messages.at(-1)?.seq ?? chat.lastSeq;
      socket.at.set(chat.conversation, Math.max(at, socket.at.get(chat.conversation) ?? 0));
      if (chat.wait) waiting.add(chat.conversation);
    }
    socket.isGreeted = true;
    // What began meanwhile is told from its first word.
    for (const [id, at] of socket.at) if (at === null) socket.at.set(id, 0);
    tellDesks(socket);
    if (socket.hasMissed) for (const id of socket.at.keys()) mark(workspaceId, id);
  };

  const tooMany = (visitorId: string, widgetName: string) =>
    (people.get(`v ${visitorId}`)?.size ?? 0) >= caps!.perVisitor ||
    (widgets.get(widgetName)?.size ?? 0) >= caps!.perWidget;

  const gone = (socket: VisitorSocket) => {
    sockets.delete(socket);
    const others = (addresses.get(socket.address) ?? 1) - 1;
    if (others > 0) addresses.set(socket.address, others);
    else addresses.delete(socket.address);
    const { visitor } = socket;
    if (!visitor) return;
    part(people, `v ${visitor.id}`, socket);
    if (visitor.account && visitor.customerId) part(people, `c ${visitor.customerId}`, socket);
    part(widgets, `${visitor.workspaceId} ${visitor.widgetId}`, socket);
    const colleagues = (workspaces.get(visitor.workspaceId) ?? 1) - 1;
    if (colleagues > 0) workspaces.set(visitor.workspaceId, colleagues);
    else workspaces.delete(visitor.workspaceId);
    for (const id of socket.at.keys()) {
      part(looking, id, socket);
      if (!looking.has(id)) {
        waiting.delete(id);
        typists.delete(id);
      }
    }
    tellDesks(socket);
    // Who is sent away because we stop comes back in a moment, to another process perhaps.
    if (people.has(`v ${visitor.id}`) || stopping) return;
    left.set(visitor.workspaceId, (left.get(visitor.workspaceId) ?? new Set()).add(visitor.id));
  };

  /** Whose last connection was lost, until it is written down, by workspace. */
  const left = new Map<string, Set<string>>();
  const noteWhoLeft = async () => {
    const those = [...left];
    left.clear();
    for (const [workspaceId, ids] of those)
      await noteGone(
        db,
        workspaceId,
        [...ids].filter((id) => !people.has(`v ${id}`)),
      );
  };

  const type = (
    socket: VisitorSocket,
    { isTyping, text }: Extract<FromVisitor, { typing: object }>["typing"],
  ) => {
    const now = performance.now();
    if (isTyping && now - socket.typedAt < leastBetweenTyping) return;
    socket.typedAt = now;
    socket.isTyping = isTyping;
    const { workspaceId, widgetId } = socket.visitor!;
    // What nobody may see never leaves this function.
    widgetById(db, workspaceId, widgetId).then((widget) => {
      socket.typing = isTyping && widget?.settings.showsTyping ? text.slice(0, longestPreview) : "";
      tellDesks(socket);
    }, trouble);
  };

  /** Tells the desks that look how a visitor stands: by all sockets of theirs in this process. */
  const tellDesks = ({ visitor, at }: VisitorSocket) => {
    if (!visitor) return;
    const now = nowOf([...(people.get(`v ${visitor.id}`) ?? [])]);
    for (const conversationId of at.keys())
      bus.whisper({ workspaceId: visitor.workspaceId, conversationId, kind: "visitor", data: { ...now } });
  };

  const overheard = ({ workspaceId, conversationId, kind, data }: Whisper) => {
    const those = looking.get(conversationId);
    if (!those) return;
    if (kind === "how_is_visitor") {
      const now = nowOf([...those]);
      bus.whisper({ workspaceId, conversationId, kind: "visitor", data: { ...now } });
    } else if (kind === "agent") tellTyping(conversationId, those, data as unknown as AgentNow);
  };

  const tellTyping = (
    conversation: string,
    those: Set<VisitorSocket>,
    { agentId, name, isTyping }: AgentNow,
  ) => {
    const known = typists.get(conversation) ?? new Set();
    if (!isTyping && !known.has(agentId)) return;
    if (isTyping) typists.set(conversation, known.add(agentId));
    else known.delete(agentId);
    const face = faceOf(secret, { id: agentId, name });
    for (const socket of those) socket.send({ typing: { conversation, face, isTyping } });
  };

  const stopListening = bus.overhear(overheard);
  const unsubscribe = bus.subscribe(
    (events) => {
      for (const event of events) hearOf(event);
    },
    (workspaceId) => workspaces.has(workspaceId),
  );

  const hearOf = ({ workspaceId, kind, conversationId, data, actor }: SequencedEvent) => {
    if (!conversationId || !told.has(kind)) return;
    if (kind === "conversation.opened" && data.channel === "chat" && people.size)
      newcomers.push({ workspaceId, conversationId, customerId: actor.id });
    else if (!looking.has(conversationId)) return;
    mark(workspaceId, conversationId);
  };

  /** Conversations by chat that have just begun: whose they are is asked before anything is told of them. */
  const newcomers: { workspaceId: string; conversationId: string; customerId: string | null }[] = [];

  let telling: Promise<void> | undefined;
  const mark = (workspaceId: string, conversationId: string) => {
    dirty.set(workspaceId, (dirty.get(workspaceId) ?? new Set()).add(conversationId));
    if (!telling) tellNow();
  };
  /** One pass at a time: what happens meanwhile is told by the next, all of it at once. */
  const tellNow = () => {
    // Events come several at a time; what one batch of them brings is told together.
    telling = new Promise<void>((resolve) => setImmediate(resolve)).then(tell).finally(() => {
      telling = undefined;
      if (dirty.size && !stopping) tellNow();
    });
  };

  const tell = async () => {
    const work = [...dirty];
    const begun = newcomers.splice(0);
    dirty.clear();
    try {
      await attach(begun);
      for (const [workspaceId, ids] of work) await tellOf(workspaceId, [...ids]);
      if (troubled) app.log.info("Chats go on.");
      troubled = false;
    } catch (error) {
      trouble(error);
      // Nothing is lost: it is told with what happens next, or at the next look.
      for (const [workspaceId, ids] of work) for (const id of ids) again.set(id, workspaceId);
    }
  };
  const again = new Map<string, string>();

  const attach = async (begun: typeof newcomers) => {
    if (!begun.length) return;
    const rows = await withoutWall(db, (tx) =>
      tx
        .selectFrom("chats")
        .select(["conversationId", "visitorId"])
        .where(
          "conversationId",
          "in",
          begun.map(({ conversationId }) => conversationId),
        )
        .execute(),
    );
    const visitors = new Map(rows.map((row) => [row.conversationId, row.visitorId]));
    for (const { conversationId, customerId } of begun)
      for (const name of [`v ${visitors.get(conversationId)}`, `c ${customerId}`])
        for (const socket of people.get(name) ?? []) {
          join(looking, conversationId, socket);
          // Who is being greeted may be told of it then.
          if (!socket.at.has(conversationId)) socket.at.set(conversationId, socket.isGreeted ? 0 : null);
        }
  };

  const tellOf = async (workspaceId: string, ids: string[]) => {
    const wanted = ids.filter((id) => looking.has(id));
    if (!wanted.length) return;
    const after = new Map<string, number>();
    for (const id of wanted)
      for (const socket of looking.get(id)!) {
        const at = socket.at.get(id);
        if (at === null || at === undefined) socket.hasMissed = true;
        else after.set(id, Math.min(after.get(id) ?? Number.POSITIVE_INFINITY, at));
      }
    if (!after.size) return;
    const asked = [...after.keys()];
    const [chats, { messages, untold }] = await within(db, workspaceId, async (tx) => {
      await numberMessages(tx, workspaceId, asked);
      return Promise.all([
        readChats(needs, tx, workspaceId, asked),
        messagesAfter(tx, secret, workspaceId, after),
      ]);
    });
    for (const chat of chats) {
      const id = chat.conversation;
      if (chat.wait) waiting.add(id);
      else waiting.delete(id);
      const all = messages.get(id) ?? [];
      const texts = new Map<number, string>();
      for (const socket of looking.get(id) ?? []) {
        const at = socket.at.get(id);
        if (at === null || at === undefined) continue;
        const text = texts.get(at) ?? textAfter(at, chat, all);
        texts.set(at, text);
        socket.sendText(text);
        socket.at.set(id, Math.max(at, all.at(-1)?.seq ?? at));
      }
    }
    if (untold.length) noteSoon(workspaceId, untold);
  };

  /** Messages that have been told, until it is written down: nobody waits for that, and one more telling may come first. */
  const justTold = new Map<string, Set<string>>();
  let noting: Promise<void> | undefined;
  const noteSoon = (workspaceId: string, ids: string[]) => {
    const those = justTold.get(workspaceId) ?? new Set();
    for (const id of ids) those.add(id);
    justTold.set(workspaceId, those);
    noteNow();
  };
  const noteNow = () => {
    noting ??= noteAll().then(
      () => {
        noting = undefined;
        if (justTold.size) noteNow();
      },
      (error) => {
        // What is not written down now is at the next look.
        noting = undefined;
        trouble(error);
      },
    );
  };
  const noteAll = async () => {
    for (const [workspaceId, waiting] of justTold) {
      const ids = [...waiting];
      await within(db, workspaceId, (tx) => noteTold(tx, workspaceId, ids));
      for (const id of ids) waiting.delete(id);
      if (!waiting.size) justTold.delete(workspaceId);
    }
  };

  let pingedAt = performance.now();
  let touchedAt = performance.now();
  let toldWaitAt = performance.now();
  const openness = new Map<string, string>();
  let ticking = false;
  const tick = async () => {
    const now = performance.now();
    const pings = now - pingedAt > every.pingMilliseconds;
    if (pings) pingedAt = now;
    for (const socket of sockets) {
      if (now - socket.heardAt > every.silentMilliseconds) socket.terminate();
      else if (!socket.hasSpoken && now - socket.heardAt > speakWithinMilliseconds)
        socket.close("misbehaved");
      else if (pings) socket.ping();
    }
    for (const [id, workspaceId] of again) mark(workspaceId, id);
    again.clear();
    if (justTold.size) noteNow();
    if (ticking) return;
    ticking = true;
    try {
      await noteWhoLeft();
      if (now - touchedAt > every.touchMilliseconds) {
        touchedAt = now;
        await touch();
      }
      if (now - toldWaitAt > every.waitMilliseconds) {
        toldWaitAt = now;
        await tellAvailability();
        for (const id of waiting) {
          const [socket] = looking.get(id) ?? [];
          if (socket?.visitor) mark(socket.visitor.workspaceId, id);
        }
      }
    } catch (error) {
      trouble(error);
    } finally {
      ticking = false;
    }
  };
  const ticker = setInterval(() => void tick(), every.tickMilliseconds).unref();

  /** Writes down that they are still here, and sends those away who may no longer be. */
  const touch = async () => {
    const all = [...sockets].flatMap((socket) => (socket.visitor ? [socket] : []));
    const byWorkspace = Map.groupBy(all, ({ visitor }) => visitor!.workspaceId);
    for (const [workspaceId, those] of byWorkspace) {
      const ids = [...new Set(those.map(({ visitor }) => visitor!.id))];
      const good = await within(db, workspaceId, async (tx) => {
        const { rows } = await sql<{ id: string }>`
          update chat_visitors set seen_at = ${new Date()}, left_at = null
          where workspace_id = ${workspaceId} and id = any(${ids}::uuid[]) and revoked_at is null and blocked is null
          returning id`.execute(tx);
        return new Set(rows.map(({ id }) => id));
      });
      for (const socket of those) if (!good.has(socket.visitor!.id)) socket.close("signedOut");
    }
  };

  const tellAvailability = async () => {
    for (const [name, those] of widgets) {
      const [workspaceId = "", id = ""] = name.split(" ");
      const widget = await widgetById(db, workspaceId, id);
      if (!widget) continue;
      const availability = shown(await availabilityOf(db, widget));
      const { isOpen, isAttended, opensAt } = availability;
      const stands = `${isOpen} ${isAttended} ${opensAt}`;
      if (openness.get(name) !== stands && openness.has(name)) {
        const text = JSON.stringify({ availability } satisfies ToVisitor);
        for (const socket of those) socket.sendText(text);
      }
      openness.set(name, stands);
    }
    for (const name of openness.keys()) if (!widgets.has(name)) openness.delete(name);
  };

  const close = async () => {
    stopping = true;
    clearInterval(ticker);
    unsubscribe();
    stopListening();
    const { from, to } = leaveMilliseconds;
    for (const socket of sockets) {
      socket.send({ leave: Math.round(from + Math.random() * (to - from)) });
      socket.close("stopping");
    }
    const patience = performance.now() + 1_500;
    while (sockets.size && performance.now() < patience)
      await new Promise((resolve) => setTimeout(resolve, 10));
    for (const socket of sockets) socket.terminate();
    await telling;
    await noting;
  };
  app.addHook("preClose", close);

  return {
    get size() {
      return sockets.size;
    },
    close,
  };
}

type Greeting = Extract<FromVisitor, { token: string }>;

interface AgentNow {
  agentId: string;
  name: string;
  isTyping: boolean;
}

/** What somebody is told who knows a chat up to a number; of whom more was missed than is told again, that they ask anew. */
function textAfter(at: number, chat: Chat, all: ChatMessage[]): string {
  const fresh = all.filter(({ seq }) => seq > at);
  const told: ToVisitor = fresh.length > mostTold ? { resync: chat.conversation } : { chat, messages: fresh };
  return JSON.stringify(told);
}

const nowOf = (those: VisitorSocket[]): VisitorNow => ({
  isHere: those.length > 0,
  isLooking: those.some(({ isLooking }) => isLooking),
  isTyping: those.some(({ isTyping }) => isTyping),
  typing: those.find(({ isTyping }) => isTyping)?.typing ?? "",
});

const join = (groups: Map<string, Set<VisitorSocket>>, name: string, socket: VisitorSocket) =>
  void groups.set(name, (groups.get(name) ?? new Set()).add(socket));

function part(groups: Map<string, Set<VisitorSocket>>, name: string, socket: VisitorSocket) {
  const those = groups.get(name);
  those?.delete(socket);
  if (!those?.size) groups.delete(name);
}
