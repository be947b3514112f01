import { AsyncLocalStorage } from "node:async_hooks";
import {
  CamelCasePlugin,
  CompiledQuery,
  type Dialect,
  Kysely,
  type PluginTransformResultArgs,
  PostgresDialect,
  PostgresDriver,
  type QueryResult,
  type Transaction,
  type UnknownRow,
} from "kysely";
import pg from "pg";
import { isStalePlan, PreparingClient } from "./preparing-client.ts";
import { straightAway } from "./straight-away.ts";
import type { Tables } from "./tables.ts";

/** A transaction inside one workspace (or, under `withoutWall`, outside of any). */
export type Tx = Transaction<Tables>;

/** What the pool connects to: `pg`'s own settings, a URL or a socket's folder. */
export type Connection = pg.ClientConfig;

/**
 * The database as the rest of the server sees it. Work happens in `within` or `look` (one workspace, behind its wall) or,
 * where a workspace is not known yet, in `withoutWall` (`askWithoutWall` for a single question); there is no other
 * way to run a query.
 */
export interface Db {
  /** @internal */ readonly app: Kysely<Tables>;
  /** @internal */ readonly system: Kysely<Tables>;
  /** @internal */ readonly dialect: Dialect;
  readonly pools: {
    app: pg.Pool;
    system: pg.Pool;
    /** For what takes jobs from their queues (server/jobs/queue-worker.ts says why it has connections of its own). */
    jobs: pg.Pool;
  };
  /** Called after each commit that recorded events, so that they need not wait for the next look. */
  onRecorded: () => void;
  close(): Promise<void>;
}

/** The transaction that the current call runs in. */
interface Ambient {
  workspaceId: string | null;
  readOnly: boolean;
  tx: Tx | undefined;
  recorded: boolean;
  afterCommit: (() => void)[];
  /** Why a statement failed for whose answer nobody waits. */
  failure: unknown;
}
const ambient = new AsyncLocalStorage<Ambient>();
const openTransactions = new WeakMap<Tx, Ambient>();

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Opens the pools. Nothing is connected before the first query. */
export function openDb(connection: Connection, { size = 20 } = {}): Db {
  const open = (role: string, max: number, settings = "") => {
    const pool = new pg.Pool({
      Client: PreparingClient,
      pipeline: true,
      ...withOptions(
        connection,
        `-c role=${role} -c jit=off -c plan_cache_mode=force_generic_plan -c statement_timeout=30000 -c idle_in_transaction_session_timeout=60000 ${settings}`,
      ),
      max,
      application_name: `tandem ${role}`,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
    });
    // A connection that breaks while it lies idle is dropped by the pool; the next query opens another. While the pool
    // closes, its last words may be those of a server that is stopped right after it.
    pool.on("error", (error) => {
      if (!pool.ending) process.emitWarning(`An idle database connection broke: ${error.message}`);
    });
    // One that breaks between two queries of a transaction says so here as well, and again at the next query, where
    // the transaction fails; unheard, it would end the process.
    pool.on("connect", (client) => client.on("error", () => undefined));
    return pool;
  };
  const pools = {
    app: open("tandem_app", size),
    system: open("tandem_system", Math.max(4, size >> 1)),
    jobs: open("tandem_system", 4, "-c enable_sort=off -c enable_bitmapscan=off"),
  };
  const plugins = [new ColumnNames()];
  const dialect = new WorkspaceDialect({ pool: pools.app });
  return {
    app: new Kysely<Tables>({ dialect, plugins }),
    system: new Kysely<Tables>({ dialect: new WorkspaceDialect({ pool: pools.system }), plugins }),
    dialect,
    pools,
    onRecorded: () => undefined,
    async close() {
      await Promise.all(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

/** Ours after those that stand in the URL, which would otherwise take the place of ours, and of our role with them. */
function withOptions(connection: Connection, ours: string): Connection {
  const url = connection.connectionString ? URL.parse(connection.connectionString) : null;
  const theirs = url?.searchParams.get("options");
  if (!url || !theirs) return { ...connection, options: ours };
  url.searchParams.delete("options");
  return { ...connection, connectionString: url.href, options: `${theirs} ${ours}` };
}

/**
 * Runs `work` in one transaction behind the workspace's wall; joins the transaction that is already open for the
 * same workspace. A conflict between transactions (40001, 40P01) is tried again, so `work` may run more than once.
 */
export const within = <T>(db: Db, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  behindWall(db, workspaceId, work, { readOnly: false });

/**
 * The same for work that only reads, which PostgreSQL sees to. Nothing of it has to be kept, so that nobody waits for
 * the end of the transaction.
 */
export const look = <T>(db: Db, workspaceId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  behindWall(db, workspaceId, work, { readOnly: true });

function behindWall<T>(
  db: Db,
  workspaceId: string,
  work: (tx: Tx) => Promise<T>,
  how: { readOnly: boolean },
): Promise<T> {
  const open = ambient.getStore();
  if (open?.tx && open.workspaceId === workspaceId) return work(open.tx);
  return transact(db, db.app, workspaceId, work, how);
}

/** The same without the wall: for what happens before a workspace is known, and for work across workspaces. */
export function withoutWall<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, db.system, null, work);
}

/** One question outside of the wall: a statement that is a transaction by itself, and one round trip. */
export async function askWithoutWall<T>(
  db: Db,
  question: (system: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  try {
    return await question(db.system);
  } catch (error) {
    if (isStalePlan(error)) return question(db.system);
    throw error;
  }
}

/** Whether the current call runs in a transaction. */
export const isInTransaction = (): boolean => ambient.getStore()?.tx !== undefined;

/**
 * Sends a statement for whose answer nobody waits: it leaves together with those that follow, and at the latest with the
 * commit. Where it fails the transaction fails, and is told why by this statement.
 */
export function send(tx: Tx, statement: { compile(tx: Tx): CompiledQuery }): void {
  const open = openTransactions.get(tx);
  if (!open) throw new Error("send needs an open transaction");
  tx.executeQuery(statement.compile(tx)).catch((error: unknown) => {
    open.failure ??= error;
  });
}

/** Notes that the open transaction recorded an event; called by `record` alone. */
export function noteRecorded(): void {
  const open = ambient.getStore();
  if (open) open.recorded = true;
}

/** Runs `action` when the open transaction has committed, and never when it has not. */
export function afterCommit(action: () => void): void {
  const open = ambient.getStore();
  if (!open) throw new Error("afterCommit needs an open transaction");
  open.afterCommit.push(action);
}

/** Thrown by work that lost a race and would win now: the whole transaction runs again. */
export class TryAgain extends Error {}

const retried = new Set(["40001", "40P01"]);

async function transact<T>(
  db: Db,
  kysely: Kysely<Tables>,
  workspaceId: string | null,
  work: (tx: Tx) => Promise<T>,
  { readOnly = false } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const state: Ambient = {
      workspaceId,
      readOnly,
      tx: undefined,
      recorded: false,
      afterCommit: [],
      failure: undefined,
    };
    try {
      const result = await ambient.run(state, () =>
        kysely.transaction().execute(async (serial) => {
          const tx = await straightAway(serial, db.dialect);
          openTransactions.set(tx, state);
          state.tx = tx;
          // What is sent or asked later than this would come after the commit.
          return work(tx).finally(() => {
            openTransactions.delete(tx);
            state.tx = undefined;
          });
        }),
      );
      // PostgreSQL answers the commit of a transaction that has failed with a rollback, which is no error.
      if (state.failure) throw state.failure;
      if (state.recorded) db.onRecorded();
      for (const action of state.afterCommit) action();
      return result;
    } catch (thrown) {
      // What comes after a statement that failed is only told that the transaction is over.
      const error = state.failure ?? thrown;
      const again =
        error instanceof TryAgain ||
        isStalePlan(error) ||
        retried.has((error as { code?: string }).code ?? "");
      if (!again || attempt >= 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}

/** Begins a transaction and raises its wall together with its first statement, without a round trip of their own. */
class WorkspaceDriver extends PostgresDriver {
  #begun = new WeakMap<object, Promise<unknown>>();

  override async beginTransaction(...[connection]: Parameters<PostgresDriver["beginTransaction"]>) {
    const { workspaceId, readOnly } = ambient.getStore() ?? {};
    if (workspaceId === undefined) throw new Error("a transaction is opened by `within` or `withoutWall`");
    if (workspaceId !== null && !/^[0-9a-f-]{36}$/.test(workspaceId))
      throw new Error(`not a workspace: ${workspaceId}`);
    const begin = readOnly ? "begin read only" : "begin";
    const begun = connection.executeQuery(
      CompiledQuery.raw(
        workspaceId === null ? begin : `${begin}; set local tandem.workspace = '${workspaceId}'`,
      ),
    );
    // Heard at the commit. A connection that cannot begin answers the first statement no better.
    begun.catch(() => undefined);
    this.#begun.set(connection, begun);
  }

  override async commitTransaction(...[connection]: Parameters<PostgresDriver["commitTransaction"]>) {
    await this.#begun.get(connection);
    const committed = super.commitTransaction(connection);
    // Whoever gets the connection next stands behind this on the wire.
    if (ambient.getStore()?.readOnly) committed.catch(() => undefined);
    else await committed;
  }
}

/** Names columns in our spelling: worked out once for a result, and not at all where the statement names them so. */
class ColumnNames extends CamelCasePlugin {
  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const columns = Object.keys(result.rows[0] ?? {});
    if (!columns.some((column) => column.includes("_"))) return result;
    const names = columns.map((column) => this.camelCase(column));
    const renamed = (row: UnknownRow) => {
      const named: UnknownRow = {};
      for (let at = 0; at < columns.length; at++) named[names[at]!] = row[columns[at]!];
      return named;
    };
    return { ...result, rows: result.rows.map(renamed) };
  }
}

class WorkspaceDialect extends PostgresDialect {
  #config: ConstructorParameters<typeof PostgresDialect>[0];
  constructor(config: ConstructorParameters<typeof PostgresDialect>[0]) {
    super(config);
    this.#config = config;
  }
  override createDriver() {
    return new WorkspaceDriver(this.#config);
  }
}
