import type { FastifyRequest } from "fastify";
import type { Db } from "../db/database.ts";
import type { Visitor } from "../visitor.ts";
import { visitorByToken } from "./visitors.ts";

/** Which visitor sent a request: by `Authorization: Visitor TOKEN`, and by nothing else. */
export const recogniseVisitor =
  (db: Db) =>
  async ({ headers }: FastifyRequest): Promise<Visitor | null> => {
    const token = headers.authorization?.match(/^Visitor +(\S+) *$/i)?.[1];
    return token ? visitorByToken(db, token) : null;
  };
