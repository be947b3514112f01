import type { FastifyInstance, FastifyRequest } from "fastify";
import { livePath } from "../../contract/live.ts";
import type { Caller } from "../caller.ts";
import type { Db } from "../db/database.ts";
import { Refusal } from "../refusal.ts";
import { audienceOf } from "./audience.ts";
import { beside } from "./beside.ts";
import type { Bus } from "./bus.ts";
import { LiveSocket } from "./live-socket.ts";
import { readStreams } from "./read-events.ts";
import { Room } from "./room.ts";
import type { SequencedEvent } from "./sequenced-event.ts";
import { asksForSocket, takeSockets } from "./upgrades.ts";

/** How often what is done; tests are in more of a hurry. */
export interface Pace {
  tickMilliseconds: number;
  pingMilliseconds: number;
  silentMilliseconds: number;
  checkMilliseconds: number;
  placeMilliseconds: number;
}
const usualPace: Pace = {
  tickMilliseconds: 1_000,
  pingMilliseconds: 20_000,
  silentMilliseconds: 50_000,
  checkMilliseconds: 25_000,
  placeMilliseconds: 10_000,
};
const askWithinMilliseconds = 15_000;
const socketsPerAgent = 50;
const largestMessageBytes = 4096;
/** Desks come back spread over so long after a stop, lest they all come at once. */
const leaveMilliseconds = { from: 300, to: 4_000 };

export interface LiveSockets {
  /** How many desks look at the moment. */
  readonly size: number;
  /** Sends every desk away, each to come back a little later. Part of closing the app. */
  close(): Promise<void>;
}

/**
 * Serves the live stream at `/api/v1/live`. A socket begins as a request that goes through all of the app's rules;
 * who it is is asked again twice a minute, and at once when that agent was changed or one of their sessions ended.
 */
export function liveSockets(
  app: FastifyInstance,
  { db, bus, publicUrl, pace }: { db: Db; bus: Bus; publicUrl: URL; pace?: Partial<Pace> },
): LiveSockets {
  const every = { ...usualPace, ...pace };
  const rooms = new Map<string, Room>();
  const sockets = new Set<LiveSocket>();
  const openSocket = takeSockets(app, livePath, { largestBytes: largestMessageBytes });
  const momentary = beside(db, bus);
  let stopping = false;
  let troubled = false;
  const trouble = (error: unknown) => {
    if (!troubled) app.log.warn({ err: error }, "The live stream waits for the database.");
    troubled = true;
  };

  app.get(livePath, async (request, reply) => {
    if (!asksForSocket(app, request)) throw new Refusal("malformed");
    refuseForeignOrigin(request, publicUrl);
    const caller = await app.authenticate(request);
    request.caller = caller;
    if (!caller) throw new Refusal("not_signed_in");
    if (caller.kind !== "agent") throw new Refusal("forbidden");
    if (stopping) throw new Refusal("unavailable");
    const own = [...sockets].filter((socket) => socket.caller.id === caller.id).length;
    if (own >= socketsPerAgent) throw new Refusal("too_many_requests", { retryAfter: 60 });
    openSocket(request, reply, (ws, wire) => {
      const socket = new LiveSocket(
        { ws, wire, request, caller },
        {
          resume: (one, after) => void roomOf(one.caller).resume(one, after),
          looks: (one, conversations) => momentary.looks(one, conversations).catch(trouble),
          types: momentary.types,
          gone,
        },
      );
      socket.checkAt = performance.now() + every.checkMilliseconds * (0.8 + 0.2 * Math.random());
      sockets.add(socket);
      roomOf(caller).sockets.add(socket);
    });
  });

  const roomOf = ({ workspaceId }: Caller): Room => {
    const room = rooms.get(workspaceId) ?? new Room(db, workspaceId, trouble);
    rooms.set(workspaceId, room);
    return room;
  };

  const gone = (socket: LiveSocket) => {
    sockets.delete(socket);
    momentary.gone(socket);
    const room = rooms.get(socket.caller.workspaceId);
    room?.sockets.delete(socket);
    if (!room || room.sockets.size) return;
    room.close();
    rooms.delete(socket.caller.workspaceId);
  };

  const unsubscribe = bus.subscribe(
    (events) => {
      for (const [workspaceId, those] of Map.groupBy(events, (event) => event.workspaceId)) {
        rooms.get(workspaceId)?.feed.offer(those);
        those.forEach(askAgainAfter);
      }
    },
    (workspaceId) => rooms.has(workspaceId),
  );

  /** An agent who was changed may no longer be who the socket was opened for. */
  const askAgainAfter = ({ kind, workspaceId, data }: SequencedEvent) => {
    if (kind !== "agent.changed" && kind !== "agent.session_ended") return;
    for (const socket of rooms.get(workspaceId)?.sockets ?? [])
      if (data.agentId === undefined || data.agentId === socket.caller.id) socket.checkAt = 0;
    void tick();
  };

  /** Whether this is still somebody who may look, and at what. */
  const check = async (socket: LiveSocket) => {
    const caller = await app.authenticate(socket.request, { anew: socket.checkAt === 0 });
    if (!caller) return socket.close("signedOut");
    const audience = audienceOf(caller);
    const moved = audience !== socket.audience;
    socket.caller = caller;
    socket.audience = audience;
    socket.checkAt = performance.now() + every.checkMilliseconds * (0.8 + 0.2 * Math.random());
    // What the wall has moved away from, or now hides, the desk can only learn by reading anew.
    if (moved && socket.at !== undefined) rooms.get(caller.workspaceId)?.resync(socket);
  };

  /** A bus may lose a hint; the streams themselves do not. */
  const lookAtStreams = async () => {
    if (!rooms.size) return;
    for (const [workspaceId, seq] of await readStreams(db, [...rooms.keys()])) {
      const feed = rooms.get(workspaceId)?.feed;
      if (feed && seq > feed.seq) await feed.fill();
    }
  };

  let placesToldAt = 0;
  let ticking = false;
  const tick = async () => {
    const now = performance.now();
    for (const socket of sockets) {
      if (now - socket.heardAt > every.silentMilliseconds) socket.terminate();
      else if (!socket.asked && now - socket.openedAt > askWithinMilliseconds) socket.close("misbehaved");
      else if (now - socket.pingedAt > every.pingMilliseconds) socket.ping();
    }
    if (now - placesToldAt > every.placeMilliseconds) {
      placesToldAt = now;
      for (const room of rooms.values()) room.tellPlaces();
    }
    momentary.tick();
    if (ticking) return;
    ticking = true;
    try {
      await lookAtStreams();
      for (const socket of sockets) if (socket.checkAt < now) await check(socket);
      if (troubled) app.log.info("The live stream goes on.");
      troubled = false;
    } catch (error) {
      trouble(error);
    } finally {
      ticking = false;
    }
  };
  const timer = setInterval(() => void tick(), every.tickMilliseconds).unref();

  const close = async () => {
    stopping = true;
    clearInterval(timer);
    unsubscribe();
    momentary.close();
    for (const socket of sockets) {
      const { from, to } = leaveMilliseconds;
      socket.send({ leave: Math.round(from + Math.random() * (to - from)) });
      socket.close("stopping");
    }
    const patience = performance.now() + 1_500;
    while (sockets.size && performance.now() < patience)
      await new Promise((resolve) => setTimeout(resolve, 10));
    for (const socket of sockets) socket.terminate();
    for (const room of rooms.values()) room.close();
  };
  app.addHook("preClose", close);

  return {
    get size() {
      return sockets.size;
    },
    close,
  };
}

/** A browser opens sockets for any page, with our cookie, and says honestly for which. */
function refuseForeignOrigin({ headers: { origin, host } }: FastifyRequest, publicUrl: URL) {
  if (origin === undefined || origin === publicUrl.origin) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Refusal("foreign_origin");
}
