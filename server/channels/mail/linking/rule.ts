import type { Message } from "../../../../contract/conversations.ts";
import type { LinkReason } from "../../../../contract/mail.ts";
import type { Standing } from "../../../../contract/participants.ts";

/** A conversation that something in a mail points to, and what the mail's sender is to it. */
export interface Match {
  conversationId: string;
  number: number;
  /** Null: they take no part in it. */
  standing: Standing | null;
  /** Somebody here said that whoever writes from there is who they say, in this conversation. */
  isVerified: boolean;
  /** The message it was found by, and when that was said. */
  message?: string;
  at?: Date;
}

/** What in a mail says where it belongs, as far as it says anything. */
export interface Signals {
  sender: {
    address: string;
    /** By its domain: vouched for, disowned, or nothing told. */
    is: "confirmed" | "forged" | "unknown";
  };
  /** A signed token of ours, which only those have to whom we wrote. */
  token: (Match & { in: "address" | "header" | "body" | "references" }) | null;
  /** A mail that we know and that it answers. */
  answers: (Match & { by: "in_reply_to" | "references" | "thread_index"; isMoved: boolean }) | null;
  /** The message of ours that a bounce returns. */
  bounced: Match | null;
  /** Our number, as `[#123]`. */
  number: (Match & { in: "subject" | "body" }) | null;
  /** A matter of the same people under the same subject, of late. */
  alike: Match | null;
}

/** Where a mail belongs, and what is to be thought of that. */
export interface Verdict {
  joins: string | null;
  by: Message["linkedBy"];
  /** Nothing of what was said goes back to its sender before somebody here says that it is them. */
  isUnverified: boolean;
  isForged: boolean;
  /** Its sender is somebody else than those whose matter it is. */
  isThirdPerson: boolean;
  /** Where it seems to belong, when it does not join. */
  related: { id: string; number: number } | null;
  reasons: LinkReason[];
}

/**
 * Where a mail belongs. The whole rule stands here; docs/mail.md tells it in words.
 *
 * A secret that only we can have made is believed, whoever brings it. Everything that others can know or guess (ids of
 * mails, numbers, subjects) is believed of those alone whose matter it is, as far as their domain vouches for them.
 */
export function belongs(signals: Signals): Verdict {
  const { sender, token, answers, bounced, number, alike } = signals;
  const isForged = sender.is === "forged";

  if (bounced) return joins(signals, bounced, "bounce", [{ what: "bounced", ...of(bounced) }]);

  if (token) {
    const reasons: LinkReason[] = [{ what: `token_${token.in}`, number: token.number }];
    if (answers?.isMoved && answers.conversationId !== token.conversationId)
      return joins(signals, answers, "moved", [...reasons, { what: "followed_move", ...of(answers) }]);
    if (answers?.conversationId === token.conversationId) reasons.push({ what: answers.by, ...of(answers) });
    return joins(signals, token, "reply_token", reasons);
  }

  if (answers) {
    const reasons: LinkReason[] = [{ what: answers.by, ...of(answers) }];
    if (!takesPart(answers)) return apart(signals, answers, [...reasons, { what: "third_person" }]);
    if (isForged) return apart(signals, answers, reasons);
    return joins(signals, answers, answers.by, reasons);
  }

  if (number && takesPart(number)) {
    const reasons: LinkReason[] = [{ what: `${number.in}_number`, number: number.number }];
    return isBelieved(signals, number)
      ? joins(signals, number, "subject_number", reasons)
      : apart(signals, number, reasons);
  }

  if (alike && takesPart(alike)) {
    const reasons: LinkReason[] = [{ what: "alike", ...of(alike) }];
    return isBelieved(signals, alike)
      ? joins(signals, alike, "guess", reasons)
      : apart(signals, isForged ? null : alike, reasons);
  }

  return apart(signals, null, []);
}

function joins({ sender }: Signals, match: Match, by: Verdict["by"], reasons: LinkReason[]): Verdict {
  const isForged = sender.is === "forged";
  const isMachine = by === "bounce";
  const isThirdPerson = !isMachine && !takesPart(match);
  // Who has the token was written to. It vouches for the mail, not for a name that its domain disowns.
  const hasSecret = by === "reply_token" || by === "moved";
  const isUnverified =
    !isMachine && (isForged || !(hasSecret || match.isVerified || sender.is === "confirmed"));
  return {
    joins: match.conversationId,
    by,
    isUnverified,
    isForged: isForged && !isMachine,
    isThirdPerson,
    related: null,
    reasons: [
      ...reasons,
      ...(isMachine ? [] : [aboutSender(sender, match.isVerified && !isForged)]),
      ...(isThirdPerson ? [{ what: "third_person" as const, address: sender.address }] : []),
    ],
  };
}

function apart({ sender }: Signals, match: Match | null, reasons: LinkReason[]): Verdict {
  return {
    joins: null,
    by: "new",
    isUnverified: false,
    isForged: sender.is === "forged",
    isThirdPerson: false,
    related: match && { id: match.conversationId, number: match.number },
    reasons: match || sender.is === "forged" ? [...reasons, aboutSender(sender, false)] : [],
  };
}

const takesPart = ({ standing }: Match) => standing === "customer" || standing === "agreed";

const isBelieved = ({ sender }: Signals, { isVerified }: Match) =>
  sender.is === "confirmed" || (isVerified && sender.is !== "forged");

const of = ({ message, at, number }: Match) => ({
  number,
  ...(message && { message }),
  ...(at && { at: at.toISOString() }),
});

function aboutSender({ address, is }: Signals["sender"], isVerified: boolean): LinkReason {
  return { what: is === "unknown" && isVerified ? "sender_said" : `sender_${is}`, address };
}
