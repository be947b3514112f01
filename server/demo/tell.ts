import { randomUUIDv7 } from "node:crypto";
import { type AcknowledgementRules, acknowledge, whyNot } from "../acknowledgements/index.ts";
import type { ClockRules } from "../clocks/index.ts";
import { asksSomething, previewOf, sort } from "../conversations/index.ts";
import { languageOf, whichLanguage } from "../language/index.ts";
import { minutesBefore, queueFor, type RoutingRules } from "../routing/index.ts";
import type { Rules } from "../triage/index.ts";
import type { Moment } from "./moments.ts";
import { type Played, play } from "./played.ts";
import { keep, promiseOf } from "./promise.ts";
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

export interface ToldEvent {
  workspaceId: string;
  conversationId: string;
  id: string;
  brandId: string;
  kind: string;
  at: Date;
  actor: object;
  data: object;
}
/** Makes an event of the conversation. */
export type TellEvent = (kind: string, at: number, actor: object, data: object) => ToldEvent;

/** What decided what became of first messages. */
export interface Known {
  rules: Rules;
  routing: RoutingRules;
  clocks: ClockRules;
  acknowledgements: AcknowledgementRules;
}

export type Customer = world.DemoCustomer & { id: string };

const minute = 60_000;
const day = 24 * 60 * minute;
const replyWithin = 8 * 60 * minute;

/** The matter of a conversation as clocks look at it when it begins. */
export const matterOf = (made: Made, conversation: world.DemoConversation, customer: world.DemoCustomer) => ({
  line: conversation.line,
  brandId: made.inboxes.get(conversation.inbox)!.brandId,
  priority: conversation.priority,
  tier: customer.tier ?? null,
  channel: conversation.channel,
  country: customer.country ?? null,
  status: "new",
  stage: null,
  heldFor: null,
});

/** What a conversation, told at these moments, leaves behind in each table. */
export function tell(
  made: Made,
  known: Known,
  {
    conversation,
    customer,
    moments,
    number,
    now,
  }: {
    conversation: world.DemoConversation;
    customer: Customer;
    moments: Moment[];
    number: number;
    now: number;
  },
) {
  const { workspaceId } = made;
  const id = randomUUIDv7();
  const base = { workspaceId, conversationId: id };
  const inbox = made.inboxes.get(conversation.inbox)!;
  const { brandId } = inbox;
  const { status, language, channel } = conversation;
  const person = (key: string) => made.agents.get(key)!;
  const owner = conversation.owner ? person(conversation.owner) : null;
  const said = moments.filter(({ turn }) => turn.kind === "message" || turn.kind === "note");
  const spoken = said.filter(({ turn }) => turn.kind === "message");
  const last = spoken.at(-1) ?? said.at(-1)!;
  const begun = moments[0]!.at;
  const answeredAt = spoken.findLast(({ turn }) => turn.by !== "customer")?.at ?? 0;
  const waitingSince = spoken.find(({ turn, at }) => turn.by === "customer" && at > answeredAt)?.at;
  const turns =
    status === "closed" && moments.at(-1)!.turn.kind !== "closing"
      ? [...moments, { turn: closing(conversation), at: Math.min(last.at + 20 * minute, now) }]
      : moments;
  const closedAt = status === "closed" ? turns.at(-1)!.at : null;
  const handedAt = moments.find(({ turn }) => turn.kind === "handover");
  const line = handedAt ? otherLine[conversation.line] : conversation.line;

  const messages = turns.map(({ turn, at }) =>
    turn.kind === "message" || turn.kind === "note" ? message(turn, at) : null,
  );
  function message(turn: world.DemoTurn, at: number) {
    const agent = turn.by === "customer" ? null : person(turn.by);
    const isMail = channel === "email" && turn.kind === "message";
    const messageId = randomUUIDv7();
    return {
      ...base,
      id: messageId,
      kind: turn.kind as string,
      authorKind: agent ? "agent" : "customer",
      authorId: agent?.id ?? null,
      authorName: agent?.name ?? customer.name,
      channel: turn.kind === "note" || !agent ? channel : "email",
      subject: turn.kind === "note" ? null : conversation.subject,
      text: turn.text,
      html: null,
      reply: turn.text,
      language: conversation.intent ? language : languageOf(turn.text, language),
      recipients:
        agent && turn.kind === "message"
          ? { to: [{ name: customer.name, address: customer.email }], cc: [] }
          : null,
      auto: null as string | null,
      linkedBy: agent ? "desk" : at === begun ? "new" : "reply_token",
      mailId: isMail ? `<${messageId}@${(agent ? conversation.inbox : customer.email).split("@")[1]}>` : null,
      sentAt: new Date(at),
    };
  }

  const goesOn = (index: number) => status === "open" && index === turns.length - 1;
  const matter = matterOf(made, conversation, customer);
  const acknowledgements = new Map<string, ReturnType<typeof acknowledgementOf>>();
  let acknowledgedAt: Date | null = null;
  const played = play(known.clocks, matter, happened(), ({ messageId, askedAt, dueAt }) => {
    const wanted = {
      now: askedAt,
      number,
      brandId,
      line: conversation.line,
      channel,
      language,
      customerLocale: customer.language,
      email: customer.email,
      auto: null,
      dmarc: null,
      acknowledgedAt,
      lately: 0,
    };
    const why = whyNot(known.acknowledgements, wanted);
    // Within its period the one before stands for it too.
    if (why) return { acknowledgedAt: why === "acknowledged_already" ? askedAt : null, toldAt: null };
    acknowledgedAt = askedAt;
    const expected = { dueAt, calendar: known.clocks.calendarFor(matter), pace: undefined };
    const acknowledged = acknowledge(known.acknowledgements, wanted, expected);
    acknowledgements.set(messageId, acknowledgementOf(acknowledged, askedAt));
    return { acknowledgedAt: askedAt, toldAt: acknowledged.toldAt };
  });
  function acknowledgementOf({ subject, text, locale }: ReturnType<typeof acknowledge>, askedAt: Date) {
    const messageId = randomUUIDv7();
    return {
      ...message({ by: "customer", kind: "message", afterMinutes: 0, text }, askedAt.getTime() + 1000),
      id: messageId,
      authorKind: "automation",
      authorName: known.acknowledgements.brands.get(brandId)!.name,
      channel: "email",
      subject,
      language: locale as string,
      auto: "acknowledgement",
      recipients: { to: [{ name: customer.name, address: customer.email }], cc: [] },
      linkedBy: "desk",
      mailId: `<${messageId}@${conversation.inbox.split("@")[1]}>`,
    };
  }
  /** What of it clocks and the ledger hear of; the place of each tells which turn it was. */
  function happened(): (Played & { index: number })[] {
    let isClosed = false;
    return turns.flatMap(({ turn, at: when }, index): (Played & { index: number })[] => {
      const at = new Date(when);
      const messageId = messages[index]?.id ?? null;
      if (turn.kind === "handover")
        return [
          { index, at, messageId, does: "hands_over", status: "open", line: otherLine[conversation.line] },
        ];
      if (turn.kind === "closing") {
        isClosed = true;
        return [{ index, at, messageId, does: "closes", status: "closed" }];
      }
      if (turn.kind === "note") return [];
      if (turn.by === "customer") {
        const isNew = index === 0 || (status === "new" && !isClosed);
        isClosed = false;
        return [{ index, at, messageId, does: "writes", status: isNew ? "new" : "open" }];
      }
      return index === 0
        ? []
        : [{ index, at, messageId, does: "answers", status: goesOn(index) ? "open" : "waiting" }];
    });
  }

  const opening = turns[0]!.turn;
  const sorted =
    opening.by === "customer" && !conversation.intent
      ? sort(
          known.rules,
          {
            inbox: { line, lines: linesOf(conversation.brand) },
            subject: conversation.subject,
            text: opening.text,
            reply: opening.text,
            // What somebody has taken is sorted; what is new may still be in question.
            ...(owner && { line }),
            priority: conversation.priority,
          },
          whichLanguage(opening.text, [language]),
        )
      : null;
  const guessed = sorted?.intent ?? (owner ? (sorted?.verdict?.intents[0]?.intent ?? null) : null);
  const intent = conversation.intent ?? guessed;
  const toSort = !owner && status !== "closed" && sorted?.toSort === true;
  const queue = toSort ? null : queueFor(known.routing, { line, brandId, language, intent });
  const firstTeamId = made.teams.get(conversation.team)!;
  const teamId = handedAt
    ? made.teams.get("technical" === conversation.team ? "front-desk" : "technical")!
    : queue && !owner
      ? queue.teamId
      : firstTeamId;
  const asCustomer = { kind: "customer", id: customer.id, name: customer.name };
  const event: TellEvent = (kind, at, actor, data) => ({
    ...base,
    id: randomUUIDv7(),
    brandId,
    kind,
    at: new Date(at),
    actor,
    data,
  });
  const standing = { line: conversation.line, team: handedAt ? firstTeamId : teamId, language };

  const promises: ReturnType<typeof promiseOf>[] = [];
  const bound = { ...base, customerId: customer.id, brandId, line, now, ownerId: owner?.id ?? null };
  const handovers: object[] = [];
  const tellsOf = new Map(happened().map(({ index }, at) => [index, played.told[at]!]));
  let isClosed = false;
  const events = turns.flatMap(({ turn, at }, index) => {
    const messageId = messages[index]?.id;
    const { clocks = [], answers = [] } = tellsOf.get(index) ?? {};
    if (turn.by === "customer") {
      const acknowledged = acknowledgements.get(messageId!)?.id;
      const told = { messageId, ...(acknowledged && { acknowledged }) };
      if (index === 0)
        return [
          event("conversation.opened", at, asCustomer, {
            number,
            channel,
            linkedBy: "new",
            begunBy: "customer",
            stands: { ...standing, intent: handedAt ? null : intent },
            ...told,
          }),
        ];
      const wrote = { ...told, auto: null, linkedBy: "reply_token", language };
      const reopened = isClosed ? [event("conversation.reopened", at, asCustomer, wrote)] : [];
      isClosed = false;
      return [...reopened, event("conversation.customer_wrote", at, asCustomer, wrote)];
    }
    const agent = person(turn.by);
    const actor = { kind: "agent", ...agent };
    if (turn.kind === "note") return [event("conversation.noted", at, actor, { messageId })];
    if (turn.kind === "closing") {
      isClosed = true;
      const waived = answers.length
        ? [event("conversation.answer_waived", at, actor, { reason: "thanks", answers })]
        : [];
      return [...waived, event("conversation.closed", at, actor, { clocks })];
    }
    if (turn.kind === "handover") return [handOver(turn, at, agent)];
    const taken = promises
      .filter((one) => one.keptInTurn === index)
      .map((one) => keep(one, event, { at, messageId: messageId!, actor }));
    if (turn.promises)
      promises.push(promiseOf(turn, event, { ...bound, maker: agent, at, messageId: messageId! }));
    return [
      event(index === 0 ? "conversation.opened" : "conversation.replied", at, actor, {
        messageId,
        status: goesOn(index) ? "open" : "waiting",
        clocks,
        answers,
        ...(asksSomething(turn.text) && { asks: true }),
      }),
      ...promises.filter((one) => one.row.messageId === messageId).map((one) => one.made),
      ...taken.flat(),
    ];
  });
  const taker = owner && { agent: owner.id, name: owner.name };
  if (taker)
    events.splice(1, 0, event("conversation.assigned", begun + minute, { kind: "agent", ...owner }, taker));

  function handOver(turn: world.DemoTurn, at: number, agent: { id: string; name: string }) {
    const handoverId = randomUUIDv7();
    const next = moments.find(
      ({ turn: { by, kind }, at: when }) => kind === "message" && by !== "customer" && when > at,
    )!;
    const to = person(next.turn.by);
    handovers.push({
      workspaceId,
      id: handoverId,
      conversationId: id,
      fromLine: conversation.line,
      toLine: line,
      fromTeamId: firstTeamId,
      fromOwnerId: owner?.id ?? null,
      byId: agent.id,
      byName: agent.name,
      reason: turn.text,
      clocks: [],
      at: new Date(at),
      takenAt: new Date(Math.min(at + 6 * minute, next.at)),
      answeredAt: new Date(next.at),
    });
    return event(
      "conversation.handed_over",
      at,
      { kind: "agent", ...agent },
      {
        handoverId,
        from: conversation.line,
        to: line,
        reason: turn.text,
        intent,
        agent: to.id,
        name: to.name,
        stands: { line, team: teamId, language, intent },
      },
    );
  }

  const written = [...messages.filter((one) => one !== null), ...acknowledgements.values()];
  const time = (when: number | null | undefined) => (when ? new Date(when) : null);
  const promiseAt = Math.min(
    ...promises.filter(({ row }) => !row.settledAt).map(({ row }) => row.dueAt.getTime()),
  );
  const step =
    status === "closed"
      ? null
      : waitingSince
        ? {
            what: answeredAt ? "reply" : "first_reply",
            at: played.replyDueAt?.getTime() ?? waitingSince + replyWithin,
          }
        : { what: "follow_up", at: last.at + 7 * day };
  const before = minutesBefore({
    priority: conversation.priority,
    mood: sorted?.mood ?? null,
    isShort: sorted?.verdict?.isShort === true,
    ...(customer.tier && { tier: customer.tier }),
  });
  return {
    begun,
    customerId: customer.id,
    events,
    handovers,
    promises: promises.map(({ row }) => row),
    requests: played.requests.map((request) => ({
      ...base,
      ...request,
      brandId,
      line,
      channel,
      reason: request.answeredBy === "waived" ? "thanks" : null,
    })),
    clocks: played.clocks.map((clock) => ({ ...base, ...clock, brandId })),
    row: {
      workspaceId,
      id,
      number,
      brandId,
      inboxId: inbox.id,
      customerId: customer.id,
      line,
      intent,
      toSort,
      mood: sorted?.mood ?? null,
      triage: sorted?.verdict ?? null,
      queueId: queue?.id ?? null,
      rankAt: step && new Date(Math.min(step.at, promiseAt) - minute * before),
      status,
      channel,
      subject: conversation.subject,
      language,
      priority: conversation.priority,
      teamId,
      ownerId: handedAt ? person(last.turn.by).id : (owner?.id ?? null),
      startedBy: opening.by === "customer" ? "customer" : "company",
      waitingSince: status === "closed" ? null : time(waitingSince),
      nextStep: step?.what ?? null,
      nextStepAt: time(step?.at),
      promiseAt: Number.isFinite(promiseAt) ? new Date(promiseAt) : null,
      preview: previewOf(last.turn.text),
      previewBy: last.turn.by === "customer" ? "customer" : "agent",
      lastMessageAt: new Date(last.at),
      createdAt: new Date(begun),
      updatedAt: new Date(closedAt ?? turns.at(-1)!.at),
      closedAt: time(closedAt),
      acknowledgedAt: acknowledgedAt as Date | null,
    },
    tags: conversation.tags.map((tag) => ({ ...base, tagId: made.tags.get(tag)! })),
    messages: written,
    deliveries: written
      .filter((one) => one.authorKind !== "customer" && one.kind === "message")
      .map((one) => ({ ...base, messageId: one.id, state: "sent", tries: 1, changedAt: one.sentAt })),
  };
}

const otherLine = { service: "support", support: "service" } as const;

const closing = ({ owner }: world.DemoConversation): world.DemoTurn => ({
  by: owner!,
  kind: "closing",
  afterMinutes: 20,
  text: "",
});

const linesOf = (key: world.BrandKey) => world.brands.find((brand) => brand.key === key)!.lines;
