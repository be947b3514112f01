import { z } from "zod";

/**
 * Every way Tandem says no, with its HTTP status. The words for people stand in `locales/` under
 * `problem.<code>`; the code never changes once it is published.
 */
export const problems = {
  malformed: 400,
  invalid_cursor: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  second_factor_needed: 401,
  wrong_code: 401,
  identity_required: 401,
  identity_invalid: 401,
  forbidden: 403,
  foreign_origin: 403,
  blocked: 403,
  not_found: 404,
  method_not_allowed: 405,
  too_slow: 408,
  already_exists: 409,
  already_set_up: 409,
  conversation_closed: 409,
  conversation_merged: 409,
  conversation_changed: 409,
  changed_meanwhile: 409,
  article_changed: 409,
  article_archived: 409,
  fields_missing: 409,
  items_open: 409,
  answer_owed: 409,
  answer_due: 409,
  cannot_merge: 409,
  promises_open: 409,
  promise_settled: 409,
  reply_left: 409,
  last_owner: 409,
  still_in_use: 409,
  no_address: 409,
  not_movable: 409,
  loop_braked: 409,
  too_many: 409,
  too_late: 409,
  idempotency_key_reused: 409,
  link_expired: 410,
  file_damaged: 410,
  too_large: 413,
  wrong_content_type: 415,
  invalid: 422,
  weak_password: 422,
  mention_unseen: 422,
  nobody_asked: 422,
  too_many_tries: 429,
  too_many_requests: 429,
  headers_too_large: 431,
  internal: 500,
  unavailable: 503,
} as const;

export type ProblemCode = keyof typeof problems;
export const ProblemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

const Came = z.object({ messages: z.array(z.string()), events: z.array(z.number().int()) });
export type Came = z.infer<typeof Came>;

/** An RFC 9457 problem document, with what Tandem adds: a stable code and the fields at fault. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  code: ProblemCode,
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Of `conversation_changed`: what the author had not seen, as ids of messages and numbers of events. */
  came: Came.optional(),
  /** Seconds until it makes sense to try again. */
  retryAfter: z.number().optional(),
});
export type Problem = z.infer<typeof Problem>;
