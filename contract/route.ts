import { z } from "zod";
import type { Permission } from "./permissions.ts";
import type { ProblemCode } from "./problems.ts";

/**
 * Who may call a route: everybody; a visitor of a site, by the token of their browser; whoever is signed in; an API key
 * or agent who holds the permission.
 */
export type Access = "public" | "visitor" | "signed-in" | Permission;

/** A route as data: the server serves it, the desk calls it, the tests walk it, the API page prints it. */
export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, with `:name` for parameters. */
  path: `/${string}`;
  /** The chapter of the API page it stands in. */
  area: string;
  /** One sentence for the API page. */
  summary: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What a success carries; left out for 204. */
  reply?: z.ZodType;
  status?: 200 | 201 | 202 | 204;
  refuses?: readonly ProblemCode[];
  /** A question too long for an address: it is asked by POST and changes nothing. */
  question?: boolean;
  /** The body is a file, sent as it is. */
  upload?: boolean;
  /** The most bytes that file may have; as many as an attachment's when left out. */
  largest?: number;
  /** It carries a password or a key: nothing of it is written down, not even to know a retry by. */
  secret?: boolean;
}

export const route = <const R extends Route>(spec: R): R => spec;

/** Whether a call may have an effect, which a retry is not to have twice. */
export const isWrite = ({ method, question }: Route): boolean => method !== "GET" && !question;

export type ParamsOf<R extends Route> = R["params"] extends z.ZodType
  ? z.output<R["params"]>
  : Record<never, never>;
export type QueryOf<R extends Route> = R["query"] extends z.ZodType
  ? z.output<R["query"]>
  : Record<never, never>;
export type QueryIn<R extends Route> = R["query"] extends z.ZodType
  ? z.input<R["query"]>
  : Record<never, never>;
export type BodyOf<R extends Route> = R["body"] extends z.ZodType ? z.output<R["body"]> : undefined;
export type BodyIn<R extends Route> = R["body"] extends z.ZodType ? z.input<R["body"]> : undefined;
export type ReplyOf<R extends Route> = R["reply"] extends z.ZodType ? z.output<R["reply"]> : undefined;

/** In lower case, as the database writes them: an id is compared as text. */
export const Id = z.uuid().toLowerCase();
export const byId = z.object({ id: Id });

/** A list is a page: the items, and the cursor of the next page or null at the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const pageQuery = {
  cursor: z.string().max(1000).optional().describe("`next` of the page before"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/** Text of people: never only white space. */
export const words = (max: number) => z.string().trim().min(1).max(max);

/** An address to write to; the domain is compared in lower case. */
export const EmailAddress = z
  .email()
  .max(254)
  .transform((address) => address.toLowerCase());
