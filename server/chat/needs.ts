import type { Db } from "../db/database.ts";
import type { FileStore } from "../files/index.ts";
import type { Bus } from "../live/index.ts";
import type { Secret } from "../secret.ts";

export interface ChatNeeds {
  db: Db;
  bus: Bus;
  store: FileStore;
  secret: Secret;
  publicUrl: URL;
}
