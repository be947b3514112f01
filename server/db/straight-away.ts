import {
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Transaction,
} from "kysely";

/**
 * The transaction, with statements that leave when they are asked for, in that order, and do not wait for the answers
 * to those before them: PostgreSQL takes them one after the other, each with a snapshot of its own.
 */
export async function straightAway<Tables>(
  tx: Transaction<Tables>,
  dialect: Dialect,
): Promise<Transaction<Tables>> {
  const connection = await tx.getExecutor().provideConnection(async (one) => one);
  return new Transaction<Tables>({
    config: { dialect },
    dialect,
    driver: new DummyDriver(),
    executor: tx.getExecutor().withConnectionProvider(new Straight(connection)),
  });
}

class Straight implements ConnectionProvider {
  #connection: DatabaseConnection;
  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }
  provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    return consumer(this.#connection);
  }
}
