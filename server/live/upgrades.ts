import { type IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import { Refusal } from "../refusal.ts";

interface Upgrades {
  paths: Set<string>;
  waiting: WeakMap<IncomingMessage, { wire: Duplex; head: Buffer }>;
}
const known = new WeakMap<FastifyInstance, Upgrades>();

/** Opens the socket of a request that has been allowed; refuses one that did not ask for a socket. */
export type OpenSocket = (
  request: FastifyRequest,
  reply: FastifyReply,
  opened: (ws: WebSocket, wire: Duplex) => void,
) => void;

/**
 * Lets a path be asked for a socket. Such a request goes through all of the app's rules like any other, and becomes a
 * socket when its route opens it.
 */
export function takeSockets(
  app: FastifyInstance,
  path: string,
  { largestBytes }: { largestBytes: number },
): OpenSocket {
  const { paths, waiting } = known.get(app) ?? listen(app);
  paths.add(path);
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: largestBytes,
  });
  return (request, reply, opened) => {
    const upgrade = waiting.get(request.raw);
    if (!upgrade) throw new Refusal("malformed");
    reply.hijack();
    reply.raw.detachSocket(upgrade.wire as never);
    server.handleUpgrade(request.raw, upgrade.wire, upgrade.head, (ws) => opened(ws, upgrade.wire));
  };
}

/** Whether a request asks for a socket. */
export const asksForSocket = (app: FastifyInstance, request: FastifyRequest): boolean =>
  known.get(app)?.waiting.has(request.raw) ?? false;

function listen(app: FastifyInstance): Upgrades {
  const upgrades: Upgrades = { paths: new Set(), waiting: new WeakMap() };
  known.set(app, upgrades);
  // Whatever else wants an upgrade (curl offers h2c) is a request like any other, body and all.
  Object.assign(app.server, {
    shouldUpgradeCallback: ({ url = "", headers }: IncomingMessage) =>
      upgrades.paths.has(url.split("?")[0]!) && headers.upgrade?.toLowerCase() === "websocket",
  });
  app.server.on("upgrade", (request, wire: Duplex, head) => {
    // Until the socket is opened nobody else listens, and an error that is not heard ends the process.
    wire.on("error", () => wire.destroy());
    upgrades.waiting.set(request, { wire, head });
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(wire as never);
    response.on("finish", () => wire.end());
    app.routing(request, response);
  });
  return upgrades;
}
