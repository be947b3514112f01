import type { Problem } from "../../contract/problems.ts";
import type { ReplyOf, Route } from "../../contract/route.ts";
import { locale } from "./texts.ts";

/** What the server understood and turned down, in the reader's words. */
export class Refused extends Error {
  readonly code: string;
  readonly retrySeconds: number | undefined;
  constructor(problem: Pick<Problem, "code" | "title" | "retryAfter">) {
    super(problem.title);
    this.code = problem.code;
    this.retrySeconds = problem.retryAfter;
  }
}

/** Nothing came back: the line is cut, or the server is not there for the moment. */
export class Unreached extends Error {}

/** On a slow line an answer takes its time; past this nobody believes in it any more. */
const patienceMs = 30_000;

let token: string | null = null;
export const carry = (now: string | null) => {
  token = now;
};

/** Calls a route of the contract as the visitor; the type says which. */
export async function call<R extends Route>(
  method: R["method"],
  path: string,
  body?: unknown,
): Promise<ReplyOf<R>> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceMs);
  try {
    const answer = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        "accept-language": locale,
        ...(token && { authorization: `Visitor ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "omit",
      signal: stop.signal,
    });
    const text = await answer.text();
    if (answer.ok) return (text ? JSON.parse(text) : undefined) as ReplyOf<R>;
    if (answer.status >= 500) throw new Unreached(`${answer.status}`);
    throw new Refused(JSON.parse(text));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Unreached(String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Sends a file as it is, and tells how much of it has gone, from 0 to 1. `XMLHttpRequest`, since `fetch` does not. */
export function upload<R extends Route>(
  path: string,
  file: Blob,
  onProgress: (share: number) => void,
): { done: Promise<ReplyOf<R>>; stop: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<ReplyOf<R>>((resolve, reject) => {
    request.open("POST", `/api/v1${path}`);
    if (token) request.setRequestHeader("authorization", `Visitor ${token}`);
    request.setRequestHeader("accept-language", locale);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = request.onabort = () => reject(new Unreached("upload"));
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText));
      else if (request.status >= 500) reject(new Unreached(`${request.status}`));
      else reject(new Refused(JSON.parse(request.responseText)));
    };
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}
