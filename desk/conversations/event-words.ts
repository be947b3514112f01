import { actionKinds, type Did } from "../../contract/automations.ts";
import type { Event } from "../../contract/conversations.ts";
import { WaiverReason } from "../../contract/ledger.ts";
import { Line } from "../../contract/lines.ts";
import { ownName } from "../app/line-words.ts";
import { useIntentName, useLineName, useLines } from "../app/lines.ts";
import { useAgents } from "../app/lookups.ts";
import { useRuleWords } from "../automations/rule-words.ts";
import { clockEventWords } from "../clocks/clock-event-words.ts";
import { useClockName } from "../clocks/clock-name.ts";
import { promiseEventWords } from "../promises/promise-event-words.ts";
import type { TextKey } from "../texts/messages.ts";
import { useTexts } from "../texts/Texts.tsx";
import { assignedWords } from "../work/assigned-words.ts";
import { nameOf } from "./people/people.ts";
import { useStoppedWords } from "./planned/stopped-words.ts";
import { useSnoozeWords, useWokenWords } from "./snooze/snooze-words.ts";
import { languageName } from "./words.ts";

/**
 * An event as a sentence. What it says comes from `data`, which other versions of the server may write otherwise; of a
 * line that is off it does not speak.
 */
export function useEventWords(): (event: Event) => string {
  const { t, list, locale, dateTime, number } = useTexts();
  const agents = useAgents();
  const clockName = useClockName();
  const when = (at: unknown) => (typeof at === "string" ? dateTime(at, "weekday") : "");
  const intentName = useIntentName();
  const lineName = useLineName();
  const lines = useLines();
  const ruleWords = useRuleWords();
  const snoozeWords = useSnoozeWords();
  const wokenWords = useWokenWords();
  const stoppedWords = useStoppedWords();

  return (event) => {
    const { kind, actor, data } = event;
    const who = actor.kind === "automation" && actor.id === null ? t("event.automation") : actor.name;
    if (data.clock === "promise") return promiseEventWords(event, who, { t, when });
    switch (kind) {
      case "conversation.opened":
        if (data.from) return t("event.openedFrom", { who, number: `#${data.from}` });
        return data.intent ? takenFor(data) : t("event.unsorted");
      case "conversation.sorted":
        return sorted(who, data);
      case "conversation.handed_over": {
        const [from, to] = [line(data.from), line(data.to)];
        const reason = word(data.reason);
        return from && to
          ? t("event.handedOver", { who, from, to, reason })
          : t("event.handedOver.plain", { who, reason });
      }
      case "conversation.linked":
        return t("event.linked", { who, number: `#${data.number}`, reason: word(data.reason) });
      case "conversation.repeat_found":
        return t("event.repeatFound", { who, number: `#${data.number}`, nth: Number(data.nth) });
      case "conversation.repeat_settled":
        return repeatSettled(who, data);
      case "conversation.assigned":
        return assignedWords(event, who, t);
      case "conversation.reply_stopped":
        return t("event.replyStopped", { why: stoppedWords(data.because) });
      case "conversation.tagged": {
        const tags = Array.isArray(data.tags) ? data.tags.map(word) : [];
        return t(tags.length > 0 ? "event.tagged" : "event.untagged", { who, tags: list(tags) });
      }
      case "conversation.changed":
        return (
          Object.entries(data)
            .map(([name, change]) => changed(who, name, change))
            .filter(Boolean)
            .join(" ") || t("event.changed", { who })
        );
      case "conversation.closed":
        return t("event.closed", { who });
      case "conversation.reopened":
        return t("event.reopened", { who });
      case "conversation.held": {
        const until = typeof data.until === "string" ? dateTime(data.until, "weekday") : "";
        const note = word(data.note);
        return note ? t("event.held.note", { who, until, note }) : t("event.held", { who, until });
      }
      case "conversation.snoozed": {
        const until = when(data.until);
        return data.for === "time"
          ? t("event.snoozed", { who, until })
          : t("event.snoozed.event", { who, what: snoozeWords(word(data.for)), until });
      }
      case "conversation.merged":
        return Array.isArray(data.from)
          ? t("event.merged.here", { who, numbers: list(data.from.map((one) => `#${one?.number}`)) })
          : t("event.merged.there", { who, number: `#${data.number}` });
      case "conversation.unmerged":
        return data.outOf
          ? t("event.unmerged.there", { who, number: `#${data.number}` })
          : t("event.unmerged.here", { who, number: `#${numberIn(data.from)}` });
      case "conversation.woken":
        return wokenWords(data, who);
      case "conversation.released":
        return actor.kind === "automation" ? t("event.holdOver") : t("event.wentOn", { who });
      case "conversation.draft_shared":
        return t("event.draftShared", { who });
      case "conversation.draft_taken": {
        const author = agents.find(({ id }) => id === data.authorId)?.name ?? "";
        return t("event.draftTaken", { who, author });
      }
      case "clock.warned":
      case "clock.breached":
      case "clock.escalated":
        return clockEventWords(event, {
          t,
          when: (at) => dateTime(at, "weekday"),
          percent: (share) => number(share, { style: "percent" }),
          clockName,
          people: (ids) => list(agents.filter(({ id }) => ids.includes(id)).map((agent) => agent.name)),
        });
      case "conversation.answer_waived": {
        const known = WaiverReason.options.find((each) => each === data.reason) ?? "other";
        const reason = t(`waiver.reason.${known}`);
        const note = word(data.note);
        return note ? t("event.waived.note", { who, reason, note }) : t("event.waived", { who, reason });
      }
      case "conversation.answer_owed_again":
        return t("event.owedAgain", { who });
      case "promise.made":
      case "promise.changed":
      case "promise.kept":
      case "promise.broken":
      case "promise.withdrawn":
        return promiseEventWords(event, who, { t, when });
      case "automation.ran":
        return t("event.ruleRan", { name: word(data.name), did: list(didOf(data).map(ruleWords.did)) });
      case "conversation.rated": {
        const known = [1, 2, 3, 4, 5].find((each) => each === data.score) ?? 3;
        const score = t(`rating.score.${known as 1}`);
        const comment = word(data.comment);
        return comment ? t("event.rated.comment", { who, score, comment }) : t("event.rated", { who, score });
      }
      case "conversation.mail_read_anew":
        return data.number
          ? t("event.mailReadAnew.there", { number: `#${data.number}` })
          : t("event.mailReadAnew");
      case "chat.visitor_came":
        return t("event.visitorCame", { who });
      case "chat.visitor_left":
        return t("event.visitorLeft", { who });
      case "conversation.messages_left":
      case "conversation.messages_came": {
        const values = {
          who,
          count: Array.isArray(data.messageIds) ? data.messageIds.length : 1,
          number: `#${data.number}`,
        };
        if (data.takenBack) return t("event.messagesBack", values);
        const left = kind === "conversation.messages_left";
        if (data.opens) return t(left ? "event.split.here" : "event.split.there", values);
        return t(left ? "event.messagesLeft" : "event.messagesCame", values);
      }
      case "conversation.customer_changed":
        return t("event.customerChanged", { who, name: word(data.toName), before: word(data.fromName) });
      case "participant.asked": {
        const people: unknown[] = Array.isArray(data.people) ? data.people : [];
        return t("event.peopleAsked", { names: list(people.filter(isPerson).map(nameOf)) });
      }
      case "participant.changed":
        return personChanged(who, data);
      case "loop.braked": {
        const known = causes.find((each) => each === data.because) ?? "mails";
        const why = t(`loop.because.${known}`, { seen: Number(data.seen) || 0 });
        return t("event.loopBraked", { address: word(data.address), why });
      }
      case "loop.let_go":
        return t("event.loopLetGo", { who, address: word(data.address) });
      case "message.language_changed":
        return t("event.messageLanguage", { who, to: language(word(data.language)) });
      case "message.delivery_retried":
        return t("event.retried", { who });
      default:
        return t("event.other", { who, kind });
    }
  };

  function personChanged(who: string, data: Event["data"]): string {
    const values = { who, name: word(data.name) || word(data.address) };
    if (typeof data.verified === "boolean")
      return t(data.verified ? "event.personVerified" : "event.personDoubted", values);
    if (data.to === "left") return t("event.personOut", values);
    return t(data.to === "customer" ? "event.personCustomer" : "event.personIn", values);
  }

  function repeatSettled(who: string, data: Event["data"]): string {
    const values = { who, number: `#${data.number}` };
    switch (data.how) {
      case "linked":
        return t("event.repeatLinked", values);
      case "unlinked":
        return t("event.repeatUnlinked", values);
      case "dismissed":
        return t("event.repeatDismissed", values);
      default:
        return t("event.repeatRestored", values);
    }
  }

  function takenFor(data: Event["data"]): string {
    const intent = intentName(word(data.intent));
    const on = line(data.line);
    return on ? t("event.takenFor.line", { intent, line: on }) : t("event.takenFor", { intent });
  }

  function sorted(who: string, data: Event["data"]): string {
    if (data.takenBack) return t("event.unsaid", { who });
    const intent = intentName(word(data.to));
    const to = line(isChange(data.line) ? data.line.to : undefined);
    return to ? t("event.sorted.line", { who, intent, line: to }) : t("event.sorted", { who, intent });
  }

  function changed(who: string, name: string, change: unknown): string {
    if (!isChange(change)) return "";
    const to = word(change.to);
    if (name.startsWith("fields.")) return written(who, name.slice("fields.".length), change.to);
    switch (name) {
      case "subject":
        return t("event.changed.subject", { who, to });
      case "priority":
        return t("event.changed.priority", { who, to: t(`priority.${to}` as TextKey) });
      case "language":
        return t("event.changed.language", { who, to: language(to) });
      case "line": {
        const on = line(to);
        return on ? t("event.changed.line", { who, to: on }) : "";
      }
      case "stage": {
        const stage = lines.flatMap(({ stages }) => stages).find(({ key }) => key === to);
        if (to === "") return t("event.changed.noStage", { who });
        return t("event.changed.stage", { who, to: (stage && ownName(stage.names, locale)) ?? to });
      }
      case "answersGoBy":
        return t(to === "email" ? "event.changed.goesBy.email" : "event.changed.goesBy.chat", { who });
      case "blocked":
        return t(change.to ? "event.blockedVisitor" : "event.unblockedVisitor", { who });
      case "status":
        return to === "open" ? t("event.promise.ourTurn") : "";
      default:
        return "";
    }
  }

  function written(who: string, key: string, value: unknown): string {
    const found = lines.flatMap(({ fields }) => fields).find((each) => each.key === key);
    const field = (found && ownName(found.names, locale)) ?? key;
    if (value === null || value === undefined || value === "") return t("event.emptied", { who, field });
    const choice = found?.choices.find((each) => each.key === value);
    const to = choice
      ? (ownName(choice.names, locale) ?? choice.key)
      : typeof value === "boolean"
        ? t(value ? "details.yes" : "details.no")
        : String(value);
    return t("event.wrote", { who, field, to });
  }

  function line(value: unknown): string | null {
    const known = Line.options.find((each) => each === value);
    return known ? lineName(known) : null;
  }

  function language(code: string): string {
    return code === "other" || code === "unknown" ? t(`language.${code}`) : languageName(code, locale);
  }
}

/** What a rule did, as far as this version knows of it. */
const didOf = ({ did }: Event["data"]): Pick<Did, "do" | "about">[] =>
  (Array.isArray(did) ? did : []).filter(
    (one): one is Did => actionKinds.includes(one?.do) && Array.isArray(one.about),
  );

const causes = ["answers", "mails", "hops", "own_mail"] as const;

const isPerson = (value: unknown): value is { name: string; address: string } =>
  typeof value === "object" && value !== null && "address" in value && "name" in value;

const isChange = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === "object" && value !== null && "to" in value;

const numberIn = (value: unknown): string =>
  typeof value === "object" && value !== null && "number" in value ? String(value.number) : "";

const word = (value: unknown): string => (typeof value === "string" ? value : "");
