import { randomUUID } from "node:crypto";
import pg from "pg";
import type { BaseLogger } from "pino";
import type { Connection, Db } from "../db/database.ts";
import { type Bus, localBus, type Wants, type Whisper } from "./bus.ts";
import { readEvents } from "./read-events.ts";
import type { SequencedEvent } from "./sequenced-event.ts";

const channel = "tandem_events";
const whispering = "tandem_whispers";
/** PostgreSQL takes 8,000 bytes. What is longer stays within its process: it is of a moment. */
const longestWhisperBytes = 7_900;
/** Hints that come close together share a NOTIFY: each commit of one takes a lock over the whole server. */
const gatherMilliseconds = 15;
/** PostgreSQL takes 8,000 bytes; an entry has about 60. */
const entriesPerNotice = 100;

/** From which number to which the stream of a workspace has grown. */
type Growth = [workspaceId: string, first: number, last: number];

export interface NotifyBus extends Bus {
  /** Resolves when notices come and go. */
  connected(): Promise<void>;
  close(): Promise<void>;
}

/**
 * For a few processes on one database. Listeners in this process are given the events themselves; the others are
 * told by NOTIFY, on a connection of its own, which numbers there are to read. When that connection is away nothing
 * is lost but time: who listens looks at the streams now and then anyway.
 */
export function notifyBus(
  db: Db,
  connection: Connection,
  { log }: { log?: Pick<BaseLogger, "info" | "warn"> } = {},
): NotifyBus {
  const me = randomUUID();
  const here = localBus();
  const wanted = new Set<Wants>();
  const grown = new Map<string, Growth>();
  let client: pg.Client | undefined;
  let up = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  let closed = false;
  let hearing = Promise.resolve();

  const connect = async () => {
    const opening = new pg.Client({ ...connection, application_name: "tandem bus", keepAlive: true });
    let over = false;
    const lost = (error?: unknown) => {
      if (over) return;
      over = true;
      if (client === opening) {
        client = undefined;
        up = Promise.withResolvers();
      }
      // What it still has to say about its end is of no use.
      void opening.end().catch(() => undefined);
      if (closed) return;
      if (!failures++)
        log?.warn({ err: error }, "The notices between processes are away; screens are up to a second late.");
      retry = setTimeout(() => void connect(), Math.min(100 * 2 ** failures, 10_000));
    };
    opening.on("error", lost);
    opening.on("end", () => lost());
    opening.on("notification", ({ channel: by, payload = "" }) => {
      if (by === whispering) {
        const [sender, whisper] = JSON.parse(payload) as [string, Whisper];
        if (sender !== me) here.whisper(whisper);
        return;
      }
      // One after the other, or a quick read would overtake a slow one.
      hearing = hearing.then(() => hear(payload));
    });
    try {
      await opening.connect();
      await opening.query(`listen ${channel}; listen ${whispering}`);
    } catch (error) {
      return lost(error);
    }
    if (over || closed) return void opening.end();
    client = opening;
    up.resolve();
    if (failures) log?.info("The notices between processes are back.");
    failures = 0;
  };

  const hear = async (payload: string) => {
    const [sender, growth] = JSON.parse(payload) as [string, Growth[]];
    if (sender === me) return;
    for (const [workspaceId, first, last] of growth) {
      if (![...wanted].some((wants) => wants(workspaceId))) continue;
      try {
        const events = await readEvents(db, workspaceId, { after: first - 1, upTo: last, limit: 1_000 });
        if (events.length) here.publish(events);
      } catch (error) {
        log?.warn({ err: error }, "Could not read events after a notice.");
      }
    }
  };

  const tell = async () => {
    timer = undefined;
    const growth = [...grown.values()];
    grown.clear();
    for (let at = 0; at < growth.length && client; at += entriesPerNotice) {
      const payload = JSON.stringify([me, growth.slice(at, at + entriesPerNotice)]);
      // A connection that breaks here reports itself; the hint may be lost.
      await client.query("select pg_notify($1, $2)", [channel, payload]).catch(() => undefined);
    }
  };

  void connect();
  return {
    publish(events) {
      here.publish(events);
      for (const event of events) note(grown, event);
      timer ??= setTimeout(() => void tell(), gatherMilliseconds);
    },
    subscribe(listener, wants = () => true) {
      const leave = here.subscribe(listener, wants);
      wanted.add(wants);
      return () => {
        wanted.delete(wants);
        leave();
      };
    },
    whisper(whisper) {
      here.whisper(whisper);
      const payload = JSON.stringify([me, whisper]);
      if (Buffer.byteLength(payload) > longestWhisperBytes) return;
      // A connection that breaks here reports itself; the whisper is lost.
      client?.query("select pg_notify($1, $2)", [whispering, payload]).catch(() => undefined);
    },
    overhear: here.overhear,
    connected: () => up.promise,
    async close() {
      closed = true;
      clearTimeout(timer);
      clearTimeout(retry);
      await client?.end();
    },
  };
}

function note(grown: Map<string, Growth>, { workspaceId, seq }: SequencedEvent) {
  const known = grown.get(workspaceId);
  if (!known) grown.set(workspaceId, [workspaceId, seq, seq]);
  else {
    known[1] = Math.min(known[1], seq);
    known[2] = Math.max(known[2], seq);
  }
}
