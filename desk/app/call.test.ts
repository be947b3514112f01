import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getConversation, listConversations, postReply } from "../../contract/conversations.ts";
import { postFile } from "../../contract/files.ts";
import { addressOf, call, isProblem, newKey } from "./call.ts";

type Heard = Pick<IncomingMessage, "method" | "url" | "headers"> & { body: string };

let server: Server;
let heard: Heard[];
let answer: { status: number; type: string; body: string };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    heard.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status, { "content-type": answer.type }).end(answer.body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const real = globalThis.fetch;
  // A page's own fetch takes a path; outside a page it needs to know whose.
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => real(origin + path, init));
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
});

function serverAnswers(status: number, body: unknown, type = "application/json") {
  heard = [];
  answer = { status, type, body: typeof body === "string" ? body : JSON.stringify(body) };
}

const id = "01941f29-7c00-7000-8000-000000000001";

test("an address carries its parameters and leaves out what was not asked", () => {
  expect(addressOf(getConversation, { id })).toBe(`/api/v1/conversations/${id}`);
  expect(addressOf(listConversations, {}, { view: "mine", text: "a b", tag: undefined })).toBe(
    "/api/v1/conversations?view=mine&text=a+b",
  );
  expect(addressOf(getConversation, { id: "../me" })).toBe("/api/v1/conversations/..%2Fme");
});

test("a write carries a key, its own or the one it is given", async () => {
  serverAnswers(201, {});
  const body = { html: "<p>On its way.</p>" };
  await call(postReply, { params: { id }, body });
  await call(postReply, { params: { id }, body }, { idempotencyKey: "again" });
  expect(heard[0]).toMatchObject({ method: "POST", body: JSON.stringify(body) });
  expect(heard[0]!.headers["idempotency-key"]).toMatch(/^[0-9a-f]{32}$/);
  expect(heard[1]!.headers["idempotency-key"]).toBe("again");
  expect(newKey()).not.toBe(newKey());
});

test("a file goes up as it is, under its own name", async () => {
  serverAnswers(201, {});
  await call(postFile, { query: { filename: "الفاتورة.txt" }, body: new Blob(["بايت"]) });
  expect(heard[0]).toMatchObject({
    url: `/api/v1/files?${new URLSearchParams({ filename: "الفاتورة.txt" })}`,
    body: "بايت",
  });
});

test("a refusal arrives as the problem the server wrote", async () => {
  const problem = {
    type: "urn:x",
    title: "This conversation is closed.",
    status: 409,
    code: "conversation_closed",
  };
  serverAnswers(409, problem, "application/problem+json; charset=utf-8");
  const refused = await call(postReply, { params: { id }, body: { text: "Hi" } }).catch((thrown) => thrown);
  expect(isProblem(refused, "conversation_closed")).toBe(true);
  expect(isProblem(refused, "not_found")).toBe(false);
  expect(refused.problem).toEqual(problem);
});

test("a proxy that answers in its own words counts as a server that cannot be reached", async () => {
  serverAnswers(502, "<h1>Bad Gateway</h1>", "text/html");
  await expect(call(getConversation, { params: { id } })).rejects.toBeInstanceOf(TypeError);
});
