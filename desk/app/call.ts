import type { Problem } from "../../contract/problems.ts";
import type { BodyIn, ParamsOf, QueryIn, ReplyOf, Route } from "../../contract/route.ts";

/** The server said no, in words for the reader and with a stable code. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

export const isProblem = (thrown: unknown, code?: Problem["code"]): thrown is ProblemError =>
  thrown instanceof ProblemError && (code === undefined || thrown.problem.code === code);

type Part<Name extends string, Value> = undefined extends Value
  ? unknown
  : Record<never, never> extends Value
    ? { [name in Name]?: Value }
    : { [name in Name]: Value };

export type Request<R extends Route> = Part<"params", ParamsOf<R>> &
  Part<"query", QueryIn<R>> &
  (R extends { upload: true } ? { body: Blob | FormData } : Part<"body", BodyIn<R>>);

export interface CallOptions {
  signal?: AbortSignal;
  /** The same for a retry of the same request, so that it has one effect. Made afresh when left out. */
  idempotencyKey?: string;
  /** Lets the request outlive the page: for what must be kept when somebody closes the tab. */
  keepalive?: boolean;
}

const prefix = "/api/v1";

/** Calls a route of the contract: `await call(postReply, { params: { id }, body: { text } })`. */
export async function call<R extends Route>(
  route: R,
  ...[request, options = {}]: Record<never, never> extends Request<R>
    ? [request?: Request<R>, options?: CallOptions]
    : [request: Request<R>, options?: CallOptions]
): Promise<ReplyOf<R>> {
  const { params, query, body } = (request ?? {}) as { params?: Values; query?: Values; body?: unknown };
  const upload = route.upload === true;
  const response = await fetch(addressOf(route, params, query), {
    method: route.method,
    body: body === undefined ? undefined : upload ? (body as Blob | FormData) : JSON.stringify(body),
    headers: {
      accept: "application/json, application/problem+json",
      // A form of several files says its own type, with the line that parts them.
      ...(body !== undefined &&
        !(body instanceof FormData) && {
          "content-type": upload ? "application/octet-stream" : "application/json",
        }),
      ...(route.method === "POST" && { "idempotency-key": options.idempotencyKey ?? newKey() }),
    },
    signal: options.signal,
    keepalive: options.keepalive,
    credentials: "same-origin",
  });
  if (!response.ok) throw await readRefusal(response);
  return (route.reply ? await response.json() : undefined) as ReplyOf<R>;
}

type Values = Record<string, unknown>;

/** Where a route lies, for what the browser itself fetches: pictures, downloads, pages in a frame. */
export function addressOf(route: Pick<Route, "path">, params: Values = {}, query: Values = {}): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") search.set(name, String(value));
  }
  return search.size > 0 ? `${prefix}${path}?${search}` : `${prefix}${path}`;
}

/** A key for one intended effect. Not `crypto.randomUUID`: browsers withhold that from plain HTTP in a local net. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

async function readRefusal(response: Response): Promise<Error> {
  if (response.headers.get("content-type")?.startsWith("application/problem+json")) {
    return new ProblemError((await response.json()) as Problem);
  }
  // A proxy in between answers in its own words, which say nothing to the reader.
  return new TypeError(`${response.status} ${response.statusText}`);
}
