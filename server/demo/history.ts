import { randomUUIDv7 } from "node:crypto";
import { type AcknowledgementRules, acknowledge } from "../acknowledgements/index.ts";
import type { ClockRules } from "../clocks/index.ts";
import { asksSomething, nobody, previewOf, sort } from "../conversations/index.ts";
import { languageOf, whichLanguage } from "../language/index.ts";
import { minutesBefore, queueFor, type RoutingRules } from "../routing/index.ts";
import type { Rules } from "../triage/index.ts";
import { type Played, play } from "./played.ts";
import * as world from "./world/index.ts";

/** What stands before the first conversation: ids by the keys of the world. */
export interface Made {
  workspaceId: string;
  brands: Map<string, string>;
  teams: Map<string, string>;
  agents: Map<string, { id: string; name: string }>;
  inboxes: Map<string, { id: string; brandId: string }>;
  tags: Map<string, string>;
}

const minute = 60_000;
const day = 24 * 60 * minute;
const replyWithin = 8 * 60 * minute;

/**
 * The rows of months of work, told as it would have been recorded at the time. Numbers follow the time of the first
 * message, and events are in order, so the history reads like any other.
 */
export function history(made: Made, now: Date, known: Known) {
  const { workspaceId } = made;
  const customers = new Map(world.customers.map((one) => [one.key, { ...one, id: randomUUIDv7() }]));
  const told = world.conversations
    .map((conversation) => tell(made, customers, conversation, now, known))
    .sort((a, b) => a.begun - b.begun)
    .map((one, index) => acknowledged(made, { ...one, number: index + 1001 }, known));

  const counts = new Map<
    string,
    { workspaceId: string; brandId: string; status: string; ownerId: string; n: number }
  >();
  const firstSeen = new Map<string, { begun: number; last: number }>();
  for (const { row, customerId, begun } of told) {
    const key = `${row.brandId} ${row.status} ${row.ownerId}`;
    const count = counts.get(key) ?? {
      workspaceId,
      brandId: row.brandId,
      status: row.status,
      ownerId: row.ownerId ?? nobody,
      n: 0,
    };
    counts.set(key, { ...count, n: count.n + 1 });
    const seen = firstSeen.get(customerId) ?? { begun, last: begun };
    firstSeen.set(customerId, {
      begun: Math.min(seen.begun, begun),
      last: Math.max(seen.last, row.lastMessageAt.getTime()),
    });
  }
  const events = told
    .flatMap((one) => one.events)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((event, index) => ({ ...event, seq: index + 1 }));

  return {
    customers: [...customers.values()].map((one) => {
      const seen = firstSeen.get(one.id);
      const createdAt = new Date(seen?.begun ?? now.getTime() - 100 * day);
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
        createdAt,
        updatedAt: createdAt,
        lastSeenAt: seen ? new Date(seen.last) : null,
      };
    }),
    identities: [...customers.values()].flatMap((one) => {
      const base = { workspaceId, brandId: made.brands.get(one.brand)!, customerId: one.id };
      return [
        { ...base, kind: "email", value: one.email },
        ...(one.phone ? [{ ...base, kind: "phone", value: one.phone }] : []),
      ];
    }),
    conversations: told.map(({ row, number }) => ({ ...row, number })),
    conversationTags: told.flatMap(({ tags }) => tags),
    messages: told.flatMap(({ messages }) => messages),
    deliveries: told.flatMap(({ deliveries }) => deliveries),
    events,
    requests: told.flatMap(({ requests }) => requests),
    clocks: told.flatMap(({ clocks }) => clocks),
    reads: told.flatMap(({ row, begun }) =>
      now.getTime() - begun < day
        ? []
        : [...made.agents.values()].map((agent) => ({
            workspaceId,
            agentId: agent.id,
            conversationId: row.id,
            readAt: now,
          })),
    ),
    counts: [...counts.values()],
  };
}

type Customers = Map<string, world.DemoCustomer & { id: string }>;

/** What decided what became of first messages. */
interface Known {
  rules: Rules;
  routing: RoutingRules;
  clocks: ClockRules;
  acknowledgements: AcknowledgementRules;
}

function tell(
  made: Made,
  customers: Customers,
  conversation: world.DemoConversation,
  now: Date,
  { rules, routing, clocks }: Known,
) {
  const { workspaceId } = made;
  const id = randomUUIDv7();
  const base = { workspaceId, conversationId: id };
  const customer = customers.get(conversation.customer)!;
  const inbox = made.inboxes.get(conversation.inbox)!;
  const owner = conversation.owner ? made.agents.get(conversation.owner)! : null;
  const turns = timed(conversation, now);
  const begun = turns[0]!.at;
  const messages = turns.map(({ turn, at }) => message(turn, at));
  const spoken = turns.filter(({ turn }) => turn.kind === "message");
  const last = spoken.at(-1) ?? turns.at(-1)!;
  const answeredAt = spoken.findLast(({ turn }) => turn.by !== "customer")?.at ?? 0;
  const waitingSince = spoken.find(({ turn, at }) => turn.by === "customer" && at > answeredAt)?.at;
  const { status } = conversation;
  const closedAt = status === "closed" ? Math.min(last.at + 20 * minute, now.getTime()) : null;

  function message(turn: world.DemoTurn, at: number) {
    const agent = turn.by === "customer" ? null : made.agents.get(turn.by)!;
    const mailed = conversation.channel === "email" && turn.kind === "message";
    const messageId = randomUUIDv7();
    return {
      ...base,
      id: messageId,
      kind: turn.kind,
      authorKind: agent ? "agent" : "customer",
      authorId: agent?.id ?? null,
      authorName: agent?.name ?? customer.name,
      channel: turn.kind === "note" || !agent ? conversation.channel : "email",
      subject: turn.kind === "note" ? null : conversation.subject,
      text: turn.text,
      html: null,
      reply: turn.text,
      language: languageOf(turn.text, conversation.language),
      recipients:
        agent && turn.kind === "message"
          ? JSON.stringify({ to: [{ name: customer.name, address: customer.email }], cc: [] })
          : null,
      auto: null as string | null,
      linkedBy: agent ? "desk" : turn === conversation.turns[0] ? "new" : "reply_token",
      mailId: mailed ? `<${messageId}@${(agent ? conversation.inbox : customer.email).split("@")[1]}>` : null,
      sentAt: new Date(at),
    };
  }

  const event = (kind: string, at: number, actor: object, data: object) => ({
    ...base,
    id: randomUUIDv7(),
    brandId: inbox.brandId,
    kind,
    at: new Date(at),
    actor: JSON.stringify(actor),
    data: JSON.stringify(data),
  });
  const asCustomer = { kind: "customer", id: customer.id, name: customer.name };
  const asAgent = (agent: { id: string; name: string }) => ({
    kind: "agent",
    id: agent.id,
    name: agent.name,
  });
  const matter = {
    line: conversation.line,
    brandId: inbox.brandId,
    priority: conversation.priority,
    tier: null,
    channel: conversation.channel,
    country: customer.country ?? null,
    status: "new",
    stage: null,
    heldFor: null,
  };
  const happened = turns.flatMap(({ turn, at }, index): (Played & { index: number })[] =>
    turn.kind === "message" && (index > 0 || turn.by === "customer")
      ? [
          {
            index,
            at: new Date(at),
            messageId: messages[index]!.id,
            ...(turn.by === "customer"
              ? { does: "writes", status: index === 0 ? "new" : "open" }
              : {
                  does: "answers",
                  status: status === "open" && index === turns.length - 1 ? "open" : "waiting",
                }),
          },
        ]
      : [],
  );
  if (closedAt)
    happened.push({ index: -1, at: new Date(closedAt), messageId: null, does: "closes", status: "closed" });
  const played = play(clocks, matter, happened);
  const tellsOf = new Map(happened.map(({ index }, at) => [index, played.told[at]!]));
  const events = turns.map(({ turn, at }, index) => {
    const messageId = messages[index]!.id;
    if (turn.by === "customer")
      return index === 0
        ? event("conversation.opened", at, asCustomer, {
            messageId,
            channel: conversation.channel,
            linkedBy: "new",
          })
        : event("conversation.customer_wrote", at, asCustomer, { messageId, linkedBy: "reply_token" });
    const kind =
      turn.kind === "note"
        ? "conversation.noted"
        : index === 0
          ? "conversation.opened"
          : "conversation.replied";
    return event(kind, at, asAgent(made.agents.get(turn.by)!), {
      messageId,
      ...tellsOf.get(index),
      ...(kind === "conversation.replied" && asksSomething(turn.text) && { asks: true }),
    });
  });
  if (owner)
    events.splice(
      1,
      0,
      event("conversation.assigned", begun + minute, asAgent(owner), { agent: owner.id, name: owner.name }),
    );
  if (closedAt && owner) {
    const { clocks: ended = [], answers = [] } = tellsOf.get(-1) ?? {};
    if (answers.length)
      events.push(
        event("conversation.answer_waived", closedAt, asAgent(owner), { reason: "thanks", answers }),
      );
    events.push(event("conversation.closed", closedAt, asAgent(owner), { clocks: ended }));
  }

  const opening = turns[0]!.turn;
  const sorted =
    opening.by === "customer"
      ? sort(
          rules,
          {
            inbox: { line: conversation.line, lines: linesOf(conversation.brand) },
            subject: conversation.subject,
            text: opening.text,
            reply: opening.text,
            // What somebody has taken is sorted; what is new may still be in question.
            ...(owner && { line: conversation.line }),
            priority: conversation.priority,
          },
          whichLanguage(opening.text, [conversation.language]),
        )
      : null;
  const intent = sorted?.intent ?? (owner ? (sorted?.verdict?.intents[0]?.intent ?? null) : null);
  const toSort = !owner && status !== "closed" && sorted?.toSort === true;
  const { brandId } = inbox;
  const { language, line } = conversation;
  const queue = toSort ? null : queueFor(routing, { line, brandId, language, intent });
  const at = (when: number | null | undefined) => (when ? new Date(when) : null);
  const step =
    status === "closed"
      ? null
      : waitingSince
        ? {
            what: answeredAt ? "reply" : "first_reply",
            at: played.replyDueAt?.getTime() ?? waitingSince + replyWithin,
          }
        : { what: "follow_up", at: last.at + 7 * day };
  return {
    begun,
    customer,
    customerId: customer.id,
    matter,
    requests: played.requests.map((request) => ({
      ...base,
      ...request,
      brandId: inbox.brandId,
      line,
      channel: conversation.channel,
      acknowledgedAt: null as Date | null,
      toldAt: null as Date | null,
      reason: request.answeredBy === "waived" ? "thanks" : null,
    })),
    clocks: played.clocks.map((clock) => ({
      ...base,
      ...clock,
      brandId: inbox.brandId,
      terms: JSON.stringify(clock.terms),
      pauses: JSON.stringify(clock.pauses),
    })),
    row: {
      workspaceId,
      id,
      brandId: inbox.brandId,
      inboxId: inbox.id,
      customerId: customer.id,
      line,
      intent,
      toSort,
      mood: sorted?.mood ?? null,
      triage: sorted?.verdict ? JSON.stringify(sorted.verdict) : null,
      queueId: queue?.id ?? null,
      rankAt:
        step &&
        new Date(
          step.at -
            minute *
              minutesBefore({
                priority: conversation.priority,
                mood: sorted?.mood ?? null,
                isShort: sorted?.verdict?.isShort === true,
              }),
        ),
      status,
      channel: conversation.channel,
      subject: conversation.subject,
      language,
      priority: conversation.priority,
      teamId: queue && !owner ? queue.teamId : made.teams.get(conversation.team)!,
      ownerId: owner?.id ?? null,
      startedBy: conversation.turns[0]!.by === "customer" ? "customer" : "company",
      waitingSince: status === "closed" ? null : at(waitingSince),
      nextStep: step?.what ?? null,
      nextStepAt: at(step?.at),
      preview: previewOf(last.turn.text),
      previewBy: last.turn.by === "customer" ? "customer" : "agent",
      lastMessageAt: new Date(last.at),
      createdAt: new Date(begun),
      updatedAt: new Date(closedAt ?? turns.at(-1)!.at),
      closedAt: at(closedAt),
      acknowledgedAt: null as Date | null,
    },
    tags: conversation.tags.map((tag) => ({ ...base, tagId: made.tags.get(tag)! })),
    messages,
    deliveries: messages
      .filter((one) => one.authorKind === "agent" && one.kind === "message")
      .map((one) => ({ ...base, messageId: one.id, state: "sent", tries: 1, changedAt: one.sentAt })),
    events,
  };
}

/**
 * The same, with the acknowledgement of its first message: its customer was told when to hear from us, and the requests
 * of that day are covered by it.
 */
function acknowledged(
  made: Made,
  one: ReturnType<typeof tell> & { number: number },
  { clocks, acknowledgements }: Known,
) {
  const { row, matter, customer, number, requests } = one;
  const [first] = requests;
  if (!first || row.startedBy !== "customer") return one;
  const now = first.askedAt;
  const { subject, text, locale, toldAt } = acknowledge(
    acknowledgements,
    {
      now,
      number,
      brandId: row.brandId,
      line: row.line,
      channel: row.channel,
      language: row.language,
      customerLocale: customer.language,
      email: customer.email,
      auto: null,
      dmarc: null,
      acknowledgedAt: null,
      lately: 0,
    },
    { dueAt: first.dueAt, calendar: clocks.calendarFor(matter), pace: undefined },
  );
  const [message] = one.messages;
  const id = randomUUIDv7();
  const sentAt = new Date(now.getTime() + 1000);
  return {
    ...one,
    row: { ...row, acknowledgedAt: now },
    requests: requests.map((request) => ({
      ...request,
      ...(request.askedAt.getTime() - now.getTime() < day && { acknowledgedAt: request.askedAt, toldAt }),
    })),
    messages: [
      ...one.messages,
      {
        ...message!,
        id,
        authorKind: "automation",
        authorId: null,
        authorName: acknowledgements.brands.get(row.brandId)!.name,
        channel: "email",
        subject,
        text,
        reply: text,
        language: locale,
        auto: "acknowledgement",
        recipients: JSON.stringify({ to: [{ name: customer.name, address: customer.email }], cc: [] }),
        linkedBy: "desk",
        mailId: `<${id}@${made.workspaceId}.example>`,
        sentAt,
      },
    ],
    deliveries: [
      ...one.deliveries,
      {
        workspaceId: row.workspaceId,
        conversationId: row.id,
        messageId: id,
        state: "sent",
        tries: 1,
        changedAt: sentAt,
      },
    ],
  };
}

const linesOf = (key: world.BrandKey) => world.brands.find((brand) => brand.key === key)!.lines;

/** When each turn was said; what would lie in the future is drawn together before now. */
function timed(conversation: world.DemoConversation, now: Date) {
  const begun = now.getTime() - conversation.daysAgo * day;
  let at = begun;
  const turns = conversation.turns.map((turn) => {
    at += turn.afterMinutes * minute;
    return { turn, at };
  });
  const end = now.getTime() - 2 * minute;
  const over = at - end;
  const length = at - begun;
  return over <= 0 || length === 0
    ? turns
    : turns.map(({ turn, at: when }) => ({ turn, at: begun + ((when - begun) * (end - begun)) / length }));
}
