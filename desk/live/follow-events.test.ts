import { InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { Conversation, Event } from "../../contract/conversations.ts";
import { agentsQuery } from "../app/lookups.ts";
import { clocksQuery, policiesQuery } from "../clocks/queries.ts";
import { conversationQuery, countsQuery, listQuery, messagesQuery } from "../conversations/queries.ts";
import { ledgerQuery, requestsQuery } from "../ledger/queries.ts";
import { noticesQuery } from "../notices/queries.ts";
import { boardQuery, presenceQuery } from "../work/queries.ts";
import { followEvents } from "./follow-events.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("the open conversation is read anew at once, with its messages", async () => {
  const { look, take, asked, cache, server } = desk();
  await look("c1");
  server.version = 2;

  take({ kind: "conversation.customer_wrote", conversationId: "c1" });
  await vi.advanceTimersByTimeAsync(100);

  expect(asked("/conversations/c1")).toBe(2);
  expect(asked("/conversations/c1/messages")).toBe(2);
  expect(cache.getQueryData(conversationQuery("c1").queryKey)?.version).toBe(2);
});

test("a change that says nothing new does not read the messages again", async () => {
  const { look, take, asked } = desk();
  await look("c1");

  take({ kind: "conversation.assigned", conversationId: "c1" });
  await vi.advanceTimersByTimeAsync(100);

  expect(asked("/conversations/c1")).toBe(2);
  expect(asked("/conversations/c1/messages")).toBe(1);
});

test("many events of one conversation are one question", async () => {
  const { look, take, asked } = desk();
  await look("c1");

  for (let n = 0; n < 30; n++) take({ kind: "conversation.noted", conversationId: "c1" });
  await vi.advanceTimersByTimeAsync(100);

  expect(asked("/conversations/c1")).toBe(2);
});

test("a conversation of the list is read and put in its place, without reading the list", async () => {
  const { list, take, asked } = desk();
  await list();

  take({ kind: "conversation.opened", conversationId: "c9" });
  await vi.advanceTimersByTimeAsync(100);

  expect(asked("/conversations/c9")).toBe(1);
  expect(asked("/conversations")).toBe(1);
});

test("a flood is not answered with a flood: the list is read, seldom", async () => {
  const { list, take, asked, total } = desk();
  await list();
  const before = total();

  for (let second = 0; second < 10; second++) {
    for (let n = 0; n < 100; n++) take({ kind: "conversation.opened", conversationId: `c${second}-${n}` });
    await vi.advanceTimersByTimeAsync(1_000);
  }

  expect(asked("/conversations")).toBeGreaterThan(2);
  expect(total() - before).toBeLessThan(30);
});

test("what nobody looks at is not asked for", async () => {
  const { take, total } = desk();

  take({ kind: "conversation.opened", conversationId: "c1" });
  take({ kind: "tag.changed", conversationId: null });
  await vi.advanceTimersByTimeAsync(10_000);

  expect(total()).toBe(0);
});

test("counts follow a little later, once", async () => {
  const { watch, take, asked } = desk();
  await watch(countsQuery);

  for (let n = 0; n < 5; n++) take({ kind: "conversation.closed", conversationId: `c${n}` });
  await vi.advanceTimersByTimeAsync(5_000);

  expect(asked("/views")).toBe(2);
});

test("the board follows all that is done, once a second at most", async () => {
  const { watch, take, asked } = desk();
  await watch(boardQuery);

  for (let n = 0; n < 50; n++) {
    take({ kind: "conversation.assigned", conversationId: `c${n}` });
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(2_000);

  expect(asked("/board")).toBeGreaterThanOrEqual(4);
  expect(asked("/board")).toBeLessThanOrEqual(8);
});

test("what one is told is asked for when an event names one, and only then", async () => {
  const { watch, take, asked } = desk();
  await watch(noticesQuery);

  take({ kind: "clock.warned", conversationId: "c1", data: { to: ["somebody"] } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked("/me/notices")).toBe(1);

  take({ kind: "clock.escalated", conversationId: "c1", data: { to: ["somebody", "me"] } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked("/me/notices")).toBe(2);

  take({ kind: "ledger.broken", conversationId: null });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked("/me/notices")).toBe(3);
});

test("the ledger follows what is asked and answered, once in a while and not for every note", async () => {
  const { watch, take, asked } = desk();
  const period = { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" };
  await watch(ledgerQuery(period));
  await watch(requestsQuery(period, "open"));

  take({ kind: "conversation.noted", conversationId: "c1" });
  take({ kind: "tag.changed", conversationId: null });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked("/ledger")).toBe(1);

  for (let n = 0; n < 100; n++) {
    take({ kind: "conversation.answer_waived", conversationId: `c${n}` });
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  for (const path of ["/ledger", "/ledger/requests"]) {
    expect(asked(path)).toBeGreaterThanOrEqual(4);
    expect(asked(path)).toBeLessThanOrEqual(12);
  }
});

test("who comes and goes is asked for only where it is seen", async () => {
  const { watch, take, asked } = desk();
  await watch(presenceQuery);
  await watch(agentsQuery);

  take({ kind: "agent.presence_changed", conversationId: null, data: { agentId: "somebody" } });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked("/me/presence")).toBe(1);

  take({ kind: "agent.presence_changed", conversationId: null, data: { agentId: "me" } });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked("/me/presence")).toBe(2);
  expect(asked("/agents")).toBe(1);
  expect(asked("/me")).toBe(0);
});

test("what a clock does is seen at once, without reading what was said again", async () => {
  const { look, watch, take, asked } = desk();
  await look("c1");
  await watch(clocksQuery("c1"));
  await watch(policiesQuery);

  for (const kind of ["clock.warned", "conversation.held", "conversation.released"]) {
    take({ kind, conversationId: "c1" });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(asked("/conversations/c1")).toBe(4);
  expect(asked("/conversations/c1/clocks")).toBe(4);
  expect(asked("/conversations/c1/messages")).toBe(1);

  take({ kind: "clock_policy.changed", conversationId: null });
  await vi.advanceTimersByTimeAsync(100);
  expect(asked("/clock-policies")).toBe(2);
});

test("one's own change that is under way is not overwritten by what was before it", async () => {
  const { look, take, cache, asked } = desk();
  await look("c1");
  const sending = Promise.withResolvers<void>();
  const mutation = cache.getMutationCache().build(cache, { mutationFn: () => sending.promise });
  const sent = mutation.execute(undefined);

  take({ kind: "conversation.assigned", conversationId: "c1" });
  await vi.advanceTimersByTimeAsync(500);
  expect(asked("/conversations/c1")).toBe(1);
  sending.resolve();
  await sent;
  await vi.advanceTimersByTimeAsync(100);

  expect(asked("/conversations/c1")).toBe(2);
});

test("an older answer never takes a newer state back", async () => {
  const { look, take, cache, server } = desk();
  server.version = 5;
  await look("c1");
  server.version = 4;

  take({ kind: "conversation.assigned", conversationId: "c1" });
  await vi.advanceTimersByTimeAsync(100);

  expect(cache.getQueryData(conversationQuery("c1").queryKey)?.version).toBe(5);
});

/** A desk's memory, what it looks at, and a server that counts what it is asked. */
function desk() {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000, retry: false } } });
  const server = { version: 1 };
  const questions: string[] = [];
  vi.stubGlobal("fetch", async (address: string) => {
    const path = address.replace("/api/v1", "").split("?")[0]!;
    questions.push(path);
    const id = path.match(/^\/conversations\/([^/]+)$/)?.[1];
    const answer = id ? conversation(id, server.version) : { items: [], next: null, counts: {} };
    return new Response(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
  });
  const { take, stop } = followEvents(cache, "me");
  const ends: (() => void)[] = [stop, () => cache.clear()];
  onTestFinished(() => {
    for (const end of ends) end();
  });

  const watch = async (options: { queryKey: readonly unknown[] }) => {
    const observer =
      "initialPageParam" in options
        ? new InfiniteQueryObserver(cache, options as never)
        : new QueryObserver(cache, options as never);
    ends.unshift(observer.subscribe(() => undefined));
    await vi.advanceTimersByTimeAsync(10);
  };
  return {
    cache,
    server,
    watch,
    async look(id: string) {
      await watch(conversationQuery(id));
      await watch(messagesQuery(id));
    },
    list: () => watch(listQuery("all", {})),
    take: (event: Pick<Event, "kind" | "conversationId"> & Partial<Event>) =>
      take([{ data: {}, ...event } as Event]),
    asked: (path: string) => questions.filter((question) => question === path).length,
    total: () => questions.length,
  };
}

const conversation = (id: string, version: number) =>
  ({
    id,
    version,
    customer: { id: "p1" },
    tags: [],
    owner: {},
    brand: {},
    team: {},
    subject: "",
  }) as unknown as Conversation;
