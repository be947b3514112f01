import type { WaiverReason } from "../../contract/ledger.ts";

const hour = 3_600_000;
/** So long one acknowledgement stands for what is added. */
const periodMs = 24 * hour;

/** What was said, in order. */
interface Said {
  messageId: string;
  at: number;
  byCustomer: boolean;
}

interface About {
  conversationId: string;
  workspaceId: string;
  brandId: string;
  line: string;
  channel: string;
  /** In how many milliseconds an answer is due. */
  within: number;
  closedAt: number | null;
}

/** The ledger of a conversation of the sample workspace: what each message of the customer's wanted, and what became of it. */
export function requestsOf(said: Said[], { within, closedAt, ...about }: About) {
  let told = Number.NEGATIVE_INFINITY;
  return said
    .filter(({ byCustomer }) => byCustomer)
    .map(({ messageId, at }) => {
      const answer = said.find((one) => !one.byCustomer && one.at > at);
      const isTold = at - told >= periodMs;
      if (isTold) told = at;
      // What nobody answered before it was closed was the customer's thanks.
      const waivedAt = !answer && closedAt;
      return {
        ...about,
        messageId,
        askedAt: new Date(at),
        dueAt: new Date(at + within),
        acknowledgedAt: new Date(at),
        toldAt: isTold ? new Date(at + within) : null,
        ...(answer && {
          answeredAt: new Date(answer.at),
          answeredBy: "reply",
          answerId: answer.messageId,
          waitedMinutes: (answer.at - at) / 60_000,
        }),
        ...(waivedAt && {
          answeredAt: new Date(waivedAt),
          answeredBy: "waived",
          reason: "thanks" satisfies WaiverReason,
        }),
      };
    });
}
