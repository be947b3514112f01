import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { BaseLogger } from "pino";
import { askWithoutWall, type Db, withoutWall } from "../../../db/database.ts";
import type { FileStore } from "../../../files/index.ts";
import type { Secret } from "../../../secret.ts";
import type { MailboxRow } from "./settings.ts";
import { startVisits } from "./visits.ts";

export interface WatchNeeds {
  db: Db;
  store: FileStore;
  secret: Secret;
  log: Pick<BaseLogger, "info" | "warn" | "error">;
  /** Whether mailboxes may lie on this machine or in its private network. */
  mayBePrivate: boolean;
  /** How often it looks which mailboxes there are. */
  everyMs?: number;
  /** The first pause after a failure. */
  pauseMs?: number;
}

const leaseSeconds = 60;
/** Before another process may think that we are gone, we have let go. */
const letGoAfterMs = 45_000;

/**
 * Watches over the mailboxes of all workspaces: each is read by one process at a time, which holds its lease; what was
 * changed in its settings begins anew.
 */
export function watchMailboxes(needs: WatchNeeds): { stop(): Promise<void> } {
  const { db, log, everyMs = 5_000 } = needs;
  const me = randomUUID();
  const watched = new Map<string, { version: number; heldAt: number; stop(): Promise<void> }>();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const letGo = async (id: string) => {
    const one = watched.get(id);
    watched.delete(id);
    await one?.stop();
  };

  const turn = async () => {
    try {
      const rows = await mailboxesThatAreOn(db);
      const current = new Map(rows.map((row) => [row.id, row]));
      for (const [id, { version }] of watched) if (current.get(id)?.version !== version) await letGo(id);
      const held = await hold(db, me, [...current.keys()]);
      for (const id of held) {
        const one = watched.get(id);
        if (one) one.heldAt = performance.now();
        else if (!isStopped) {
          const row = current.get(id)!;
          watched.set(id, { version: row.version, heldAt: performance.now(), ...startVisits(needs, row) });
        }
      }
    } catch (error) {
      log.warn({ err: error }, "Which mailboxes there are could not be looked up; it is tried again.");
    }
    for (const [id, { heldAt }] of watched) if (performance.now() - heldAt > letGoAfterMs) await letGo(id);
  };

  let turning = Promise.resolve();
  const again = () => {
    turning = turn().finally(() => {
      if (!isStopped) timer = setTimeout(again, everyMs);
    });
  };
  again();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await turning;
      await Promise.all([...watched.keys()].map(letGo));
      await withoutWall(db, (tx) =>
        tx.deleteFrom("leases").where("holder", "=", me).where("name", "like", "mailbox %").execute(),
      );
    },
  };
}

const mailboxesThatAreOn = (db: Db): Promise<MailboxRow[]> =>
  askWithoutWall(db, (system) =>
    system.selectFrom("mailboxes").selectAll().where("isOn", "=", true).orderBy("id").execute(),
  );

/** Takes or keeps the leases of these mailboxes; returns those that are ours. */
async function hold(db: Db, holder: string, ids: string[]): Promise<string[]> {
  if (!ids.length) return [];
  const { rows } = await withoutWall(db, (tx) =>
    sql<{ name: string }>`
      insert into leases (name, holder, until)
      select 'mailbox ' || id, ${holder}, now() + make_interval(secs => ${leaseSeconds})
      from unnest(${ids}::text[]) as id order by id
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where leases.holder = excluded.holder or leases.until < now()
      returning name`.execute(tx),
  );
  return rows.map(({ name }) => name.slice("mailbox ".length));
}
