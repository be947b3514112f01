import type { Mailer } from "../accounts/index.ts";
import type { Db } from "../db/database.ts";
import type { FileStore } from "../files/index.ts";
import type { Secret } from "../secret.ts";
import type { Centres } from "./centre.ts";

/** What the pages of help centres use. */
export interface PortalNeeds {
  db: Db;
  store: FileStore;
  secret: Secret;
  mailer: Mailer;
  centres: Centres;
  publicUrl: string;
}
