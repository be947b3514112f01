import type { Came, ProblemCode } from "../contract/problems.ts";

/** Something we understood and turn down. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly fields: { path: string; message: string }[] | undefined;
  readonly retryAfter: number | undefined;
  readonly came: Came | undefined;
  constructor(
    code: ProblemCode,
    more: { fields?: { path: string; message: string }[]; retryAfter?: number; came?: Came } = {},
  ) {
    super(code);
    this.code = code;
    this.fields = more.fields;
    this.retryAfter = more.retryAfter;
    this.came = more.came;
  }
}
