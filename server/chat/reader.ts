import type { Secret } from "../secret.ts";
import type { Visitor } from "../visitor.ts";

/** A visitor as somebody who reads articles: a keyed hash, which says nothing of who it is. */
export const readerOf = (secret: Secret, { id }: Pick<Visitor, "id">): Buffer => secret.sign("reader", id);
