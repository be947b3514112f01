import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Event, Message } from "../../contract/conversations.ts";
import type { Came } from "../../contract/problems.ts";
import { useMe } from "../app/me.ts";
import { eventsQuery, messagesQuery } from "../conversations/queries.ts";
import { isExpected } from "../conversations/send.ts";

/** How far somebody has seen a matter: the newest message or note, and the number of the newest event. */
export interface Seen {
  seen?: string;
  seenEvent?: number;
}

/** What came that its reader has not said they saw, in the order of time. */
export type Arrival =
  | { at: string; message: Message; event?: undefined }
  | { at: string; event: Event; message?: undefined };

/** What of events is reason to look again before an answer leaves; the server refuses for the same. */
const turns = new Set([
  "conversation.assigned",
  "conversation.handed_over",
  "conversation.closed",
  "conversation.reopened",
]);

interface Known {
  messages: readonly Message[];
  events: readonly Event[];
}

export const newestOf = ({ messages, events }: Known): Seen => ({
  seen: messages.findLast((message) => !isExpected(message))?.id,
  seenEvent: events.at(-1)?.seq,
});

/** What of all that is known came after what was seen, from somebody else. */
export function arrivedSince(
  { messages, events }: Known,
  { seen, seenEvent }: Seen,
  myId: string,
): Arrival[] {
  const from = seen === undefined ? messages.length : messages.findIndex(({ id }) => id === seen) + 1;
  const said = (from === 0 ? [] : messages.slice(from))
    .filter(
      (message) => message.author.id !== myId && !isExpected(message) && message.auto !== "acknowledgement",
    )
    .map((message) => ({ at: message.sentAt, message }));
  const done = events
    .filter(
      ({ seq, kind, actor, data }) =>
        seenEvent !== undefined &&
        seq > seenEvent &&
        turns.has(kind) &&
        actor.id !== myId &&
        data.agent !== myId,
    )
    .map((event) => ({ at: event.at, event }));
  return [...said, ...done].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** What a refusal named, as far as it is known here. */
export const namedIn = ({ messages, events }: Known, came: Came): Arrival[] =>
  [
    ...messages
      .filter(({ id }) => came.messages.includes(id))
      .map((message) => ({ at: message.sentAt, message })),
    ...events.filter(({ seq }) => came.events.includes(seq)).map((event) => ({ at: event.at, event })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));

/**
 * What came while somebody writes. As long as nothing is written all of it counts as seen; from the first stroke on, what
 * was there then, until they say that they have looked.
 */
export function useArrivals(conversation: string, isWriting: boolean) {
  const me = useMe();
  const said = useInfiniteQuery(messagesQuery(conversation));
  const { data: events } = useQuery(eventsQuery(conversation));
  const known = useMemo<Known | null>(
    () =>
      said.data && events
        ? { messages: said.data.pages.toReversed().flatMap((page) => page.items), events }
        : null,
    [said.data, events],
  );
  const [seen, setSeen] = useState<Seen | null>(null);
  const begins = known !== null && (!isWriting || seen === null);
  useEffect(() => {
    if (begins) setSeen(newestOf(known));
  }, [begins, known]);

  return {
    /** What the author of these words has seen, to be told to the server with them. */
    seen: seen ?? {},
    arrivals: known && seen && isWriting ? arrivedSince(known, seen, me.agent.id) : [],
    named: (came: Came) => (known ? namedIn(known, came) : []),
    /** The author has looked at all that is there; or at what a refusal named, also where it could not be read. */
    look(came?: Came) {
      const newest = known ? newestOf(known) : {};
      if (!came) return setSeen(newest);
      setSeen({
        seen: came.messages.at(-1) ?? seen?.seen,
        seenEvent: came.events.at(-1) ?? seen?.seenEvent,
      });
    },
  };
}
