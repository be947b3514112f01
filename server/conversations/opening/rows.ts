import { randomUUIDv7 } from "node:crypto";
import { type Language, locales } from "../../../contract/languages.ts";
import {
  type AcknowledgementRules,
  acknowledge,
  type Pace,
  paceKey,
  whyNot,
} from "../../acknowledgements/index.ts";
import {
  type ClockRules,
  clockRow,
  type Happening,
  type Matter,
  replyDueOf,
  turn,
} from "../../clocks/index.ts";
import { type Actor, eventRow } from "../../events.ts";
import { whichLanguage } from "../../language/index.ts";
import { requestRow } from "../../ledger/index.ts";
import { lookedAfterBy, queueFor, type RoutingRules, rankAt } from "../../routing/index.ts";
import type { Rules } from "../../triage/index.ts";
import { acknowledgementRow } from "../acknowledging.ts";
import { type Incoming, messageRow, wordsIn } from "../incoming.ts";
import { withoutClock } from "../next-step.ts";
import { previewOf } from "../preview.ts";
import { sort } from "../sorting.ts";
import { standsOf } from "../stands.ts";
import { type Sender, senderKey } from "./senders.ts";

/** A first message, and who is behind it. */
export interface Opening {
  actor: Actor;
  incoming: Incoming;
}

/** What decides what becomes of first messages. */
export interface Known {
  rules: Rules;
  routing: RoutingRules;
  clocks: ClockRules;
  acknowledgements: AcknowledgementRules;
  paces: Map<string, Pace>;
}

export type OpeningRows = ReturnType<typeof openingRows>;

/** The rows of a first message. */
export function openingRows(
  workspaceId: string,
  number: number,
  { actor, incoming }: Opening,
  senders: Map<string, Sender>,
  { rules, routing, clocks: clockRules, acknowledgements, paces }: Known,
) {
  const { inbox, auto = null } = incoming;
  const { brandId } = inbox;
  const now = incoming.recordedAt ?? new Date();
  const conversationId = randomUUIDv7();
  const sender = senders.get(senderKey(incoming))!;
  const spoken = languageSpoken(incoming, sender.locale, rules);
  if (sender.isNew)
    sender.locale ??= incoming.locale ?? locales.find((one) => one === spoken.language) ?? null;
  const message = messageRow(conversationId, incoming, spoken.language);
  const { verdict, toSort, ...sorted } = sort(rules, incoming, spoken);
  const usual = toSort ? null : queueFor(routing, { ...sorted, ...spoken, brandId });
  const looked = usual && lookedAfterBy(routing, usual, clockRules.calendarById, now);
  const queue = looked?.queue ?? null;

  const matter: Matter = {
    ...sorted,
    brandId,
    channel: incoming.channel,
    tier: sender.tier,
    country: sender.country ?? inbox.country,
    status: auto ? "open" : "new",
    stage: null,
    heldFor: null,
  };
  const happened = new Set<Happening>(auto ? [] : ["opened"]);
  const { alive } = turn(clockRules, { was: null, is: matter }, [], happened, now);
  const replyDueAt = replyDueOf(alive);
  const wanted = {
    now,
    number,
    brandId,
    line: sorted.line,
    channel: incoming.channel,
    language: spoken.language,
    customerLocale: sender.locale,
    email: sender.writesTo,
    auto,
    dmarc: incoming.senderCheck?.dmarc ?? null,
    acknowledgedAt: null,
    lately: sender.lately,
    inChat: incoming.inChat !== undefined,
  };
  // Who sees somebody at work is told how long it takes, and waits.
  const unacknowledged = incoming.inChat?.isAttended
    ? "attended"
    : incoming.isQuiet
      ? "quiet"
      : whyNot(acknowledgements, wanted);
  const acknowledged = unacknowledged
    ? null
    : acknowledge(acknowledgements, wanted, {
        dueAt: replyDueAt,
        calendar: clockRules.calendarFor(matter),
        pace: paces.get(paceKey(matter)),
      });
  if (acknowledged) sender.lately++;
  const acknowledgement =
    acknowledged &&
    acknowledgementRow(conversationId, incoming, acknowledged, {
      now,
      writesTo: sender.writesTo,
      inbox,
      rules: acknowledgements,
    });
  const nextStepAt = replyDueAt ?? withoutClock(now);
  const short = verdict?.isShort === true;
  return {
    sender,
    message,
    acknowledgement,
    acknowledgedBy: incoming.inChat ? "chat" : "email",
    onDuty: looked?.onDuty ?? [],
    conversation: {
      ...sorted,
      id: conversationId,
      number,
      brand_id: brandId,
      inbox_id: inbox.id,
      customer_id: sender.id,
      to_sort: toSort,
      priority_by: incoming.priority ? (incoming.channel === "form" ? "rule" : "person") : "guess",
      triage: verdict,
      status: matter.status,
      channel: incoming.channel,
      subject: incoming.subject,
      language: spoken.language,
      team_id: queue?.teamId ?? inbox.teamId,
      queue_id: queue?.id ?? null,
      started_by: "customer",
      waiting_since: auto ? null : now,
      next_step: auto ? "follow_up" : "first_reply",
      next_step_at: nextStepAt,
      rank_at: rankAt({ ...sorted, nextStepAt, tier: sender.tier, isShort: short }),
      preview: previewOf(incoming.reply || incoming.text),
      preview_by: message.author_kind,
      last_message_at: message.sent_at,
      acknowledged_at: acknowledged ? now : null,
      fields: incoming.fields ?? {},
      created_at: now,
      updated_at: now,
      count_id: randomUUIDv7(),
    },
    request: auto
      ? null
      : requestRow({
          messageId: message.id,
          conversationId,
          brandId,
          line: sorted.line,
          channel: incoming.channel,
          askedAt: now,
          dueAt: replyDueAt,
          acknowledgedAt: acknowledged ? now : null,
          toldAt: acknowledged?.toldAt ?? null,
        }),
    clocks: alive.map((clock) => clockRow({ id: conversationId, brandId }, clock)),
    event: eventRow({
      workspaceId,
      kind: "conversation.opened",
      actor,
      conversationId,
      brandId,
      at: now,
      data: {
        number,
        messageId: message.id,
        channel: incoming.channel,
        linkedBy: incoming.linkedBy,
        ...(auto && { auto }),
        ...(verdict && { line: sorted.line, intent: sorted.intent }),
        begunBy: auto ? "machine" : "customer",
        stands: standsOf({ ...sorted, ...spoken, teamId: queue?.teamId ?? inbox.teamId }),
        ...(acknowledgement ? { acknowledged: acknowledgement.id } : !auto && { unacknowledged }),
      },
    }),
  };
}

/** Where the letters leave the language open, that of the page decides, then the one in which its sender wrote before, then that of the workspace. */
function languageSpoken(incoming: Incoming, before: string | null, rules: Rules): Spoken {
  const read = whichLanguage(wordsIn(incoming));
  if (read.p >= sure) return read;
  const priors = [incoming.locale, before as Language | null, rules.locale].filter((one) => one != null);
  return whichLanguage(wordsIn(incoming), priors);
}

const sure = 0.9;
type Spoken = ReturnType<typeof whichLanguage>;
