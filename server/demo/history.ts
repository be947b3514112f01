import { randomUUIDv7 } from "node:crypto";
import { chanceFrom } from "../chance.ts";
import { targetDueAt } from "../clocks/index.ts";
import { nobody } from "../conversations/index.ts";
import { earlier } from "./earlier.ts";
import type { Customer, Known, Made } from "./made.ts";
import { matterOf } from "./matter.ts";
import { type Allowed, momentsOf } from "./moments.ts";
import { stories } from "./stories.ts";
import { tell } from "./tell.ts";
import * as world from "./world/index.ts";

const day = 86_400_000;
const withoutClock = 8 * 3_600_000;

/**
 * The rows of months of work, told as it would have been recorded at the time. Numbers follow the time of the first
 * message, and events are in order, so the history reads like any other.
 */
export function history(made: Made, now: Date, known: Known) {
  const { workspaceId } = made;
  const before = earlier(now, chanceFrom(2026));
  const customers = new Map<string, Customer>(
    [...world.customers, ...before.customers].map((one) => [one.key, { ...one, id: randomUUIDv7() }]),
  );
  const told = [...stories(), ...before.conversations]
    .flatMap((conversation) => {
      const customer = customers.get(conversation.customer)!;
      const moments = momentsOf(conversation, now.getTime(), allowedTo(made, known, conversation, customer));
      if (!moments) return [];
      // What would be closed later is still open.
      const isClosed = conversation.status === "closed";
      const waits = isClosed && conversation.intent !== undefined && moments.at(-1)!.turn.kind !== "closing";
      return [
        {
          conversation: waits ? { ...conversation, status: "waiting" as const } : conversation,
          customer,
          moments,
        },
      ];
    })
    .sort((a, b) => a.moments[0]!.at - b.moments[0]!.at)
    .map((one, index) => tell(made, known, { ...one, number: index + 1001, now: now.getTime() }));

  const counts = new Map<
    string,
    { workspaceId: string; brandId: string; status: string; ownerId: string; n: number }
  >();
  const seen = new Map<string, { begun: number; last: number }>();
  for (const { row, customerId, begun } of told) {
    const key = `${row.brandId} ${row.status} ${row.ownerId}`;
    const { brandId, status } = row;
    const count = counts.get(key) ?? { workspaceId, brandId, status, ownerId: row.ownerId ?? nobody, n: 0 };
    counts.set(key, { ...count, n: count.n + 1 });
    const known = seen.get(customerId) ?? { begun, last: begun };
    seen.set(customerId, {
      begun: Math.min(known.begun, begun),
      last: Math.max(known.last, row.lastMessageAt.getTime()),
    });
  }
  const met = [...customers.values()].filter(({ id, key }) => seen.has(id) || !key.startsWith("earlier-"));
  return {
    customers: met.map((one) => {
      const times = seen.get(one.id);
      const createdAt = new Date(times?.begun ?? now.getTime() - 100 * day);
      return {
        workspaceId,
        id: one.id,
        brandId: made.brands.get(one.brand)!,
        name: one.name,
        email: one.email,
        locale: one.language,
        country: one.country ?? null,
        company: one.company ?? null,
        about: one.note ?? "",
        tier: one.tier ?? null,
        createdAt,
        updatedAt: createdAt,
        lastSeenAt: times ? new Date(times.last) : null,
      };
    }),
    identities: met.flatMap((one) => {
      const base = { workspaceId, brandId: made.brands.get(one.brand)!, customerId: one.id };
      return [
        { ...base, kind: "email", value: one.email },
        ...(one.phone ? [{ ...base, kind: "phone", value: one.phone }] : []),
      ];
    }),
    conversations: told.map(({ row }) => row),
    conversationTags: told.flatMap(({ tags }) => tags),
    messages: told.flatMap(({ messages }) => messages),
    clocks: told.flatMap(({ clocks }) => clocks),
    deliveries: told.flatMap(({ deliveries }) => deliveries),
    requests: told.flatMap(({ requests }) => requests),
    promises: told.flatMap(({ promises }) => promises),
    handovers: told.flatMap(({ handovers }) => handovers),
    events: told
      .flatMap((one) => one.events)
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map((event, index) => ({ ...event, seq: index + 1 })),
    conversationCounts: [...counts.values()],
  };
}

/** What the clocks of a conversation say of when it is to be answered. */
function allowedTo(
  made: Made,
  { clocks }: Known,
  conversation: world.DemoConversation,
  customer: Customer,
): Allowed {
  const matter = matterOf(made, conversation, customer);
  const calendar = clocks.calendarFor(matter);
  const dueAt = (askedAt: number, isFirst: boolean) =>
    targetDueAt(clocks, matter, isFirst ? "first_reply" : "next_reply", new Date(askedAt))?.getTime() ??
    askedAt + withoutClock;
  return {
    dueAt,
    usedAt(askedAt, isFirst, share) {
      const whole = calendar.between(askedAt, dueAt(askedAt, isFirst));
      return calendar.add(askedAt, whole * share) ?? askedAt + withoutClock;
    },
  };
}
