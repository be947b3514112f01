import { acknowledge, whyNot } from "../acknowledgements/index.ts";
import { matterOf } from "./matter.ts";
import { automaticMessageOf, type Message } from "./messages.ts";
import type { Asked, Told } from "./played.ts";
import type { Telling } from "./telling.ts";

const second = 1000;

/** What the customer was told when they wrote: with an acknowledgement of its own, unless there was none to send. */
export function acknowledgementOf(
  telling: Telling,
  { askedAt, dueAt }: Asked,
  /** When the one before was sent. */
  acknowledgedAt: Date | null,
): { told: Told; message: Message | null } {
  const { made, known, conversation, customer, number, brandId } = telling;
  const wanted = {
    now: askedAt,
    number,
    brandId,
    line: conversation.line,
    channel: conversation.channel,
    language: conversation.language,
    customerLocale: customer.language,
    email: customer.email,
    auto: null,
    dmarc: null,
    acknowledgedAt,
    lately: 0,
  };
  const why = whyNot(known.acknowledgements, wanted);
  // Within its period the one before stands for it too.
  if (why) {
    const stands = why === "acknowledged_already";
    return { told: { acknowledgedAt: stands ? askedAt : null, toldAt: null }, message: null };
  }
  const { subject, text, locale, toldAt } = acknowledge(known.acknowledgements, wanted, {
    dueAt,
    calendar: known.clocks.calendarFor(matterOf(made, conversation, customer)),
    pace: undefined,
  });
  return {
    told: { acknowledgedAt: askedAt, toldAt },
    message: automaticMessageOf(telling, {
      at: askedAt.getTime() + second,
      authorName: known.acknowledgements.brands.get(brandId)!.name,
      subject,
      text,
      language: locale,
      auto: "acknowledgement",
    }),
  };
}
