import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ArrowDown } from "lucide-react";
import { useMemo, useRef } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { useMe } from "../app/me.ts";
import { Bubbles } from "../chat/Bubbles.tsx";
import { VisitorTyping } from "../chat/VisitorTyping.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { AcknowledgementCard } from "./AcknowledgementCard.tsx";
import { EventLines } from "./EventLines.tsx";
import { MessageCard } from "./MessageCard.tsx";
import { PlannedCards } from "./planned/PlannedCards.tsx";
import { plannedOfQuery } from "./planned/queries.ts";
import { eventsQuery, messagesQuery } from "./queries.ts";
import { useReading } from "./reading.ts";
import styles from "./Stream.module.css";
import { type StreamItem, streamItems } from "./stream-items.ts";
import { useStreamScroll } from "./stream-scroll.ts";

/** Everything that was said and done, oldest on top, opened where the new begins. */
export function Stream({ conversation }: { conversation: Conversation }) {
  const { t, dateTime } = useTexts();
  const me = useMe();
  const { id } = conversation;
  const said = useInfiniteQuery(messagesQuery(id));
  const { data: events = [] } = useQuery(eventsQuery(id));
  const messages = useMemo(
    () => said.data?.pages.toReversed().flatMap((page) => page.items) ?? [],
    [said.data],
  );
  const newest = messages.at(-1);
  const readAt = useReading(conversation, newest);
  const plan = useQuery(plannedOfQuery(id)).data?.items.at(-1);
  const box = useRef<HTMLElement>(null);
  const { isBehind, toEnd, onScroll } = useStreamScroll(box, {
    first: messages[0]?.id,
    last: newest && (plan?.id ?? newest.id),
    isOurs: (plan ?? newest)?.author.id === me.agent.id,
    onNearTop: () => said.hasNextPage && !said.isFetchingNextPage && said.fetchNextPage(),
  });

  const items = streamItems({
    messages,
    events,
    readAt,
    myId: me.agent.id,
    hasOlder: said.hasNextPage,
    isChat: conversation.channel === "chat",
    dayOf: (at) => dateTime(at, "date"),
  });

  return (
    <div className={styles.place}>
      <section
        ref={box}
        className={styles.scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable for who has no mouse
        tabIndex={0}
        aria-label={t("stream.label")}
        onScroll={onScroll}
      >
        <ol className={styles.stream} aria-label={t("stream.label")}>
          {said.isFetchingNextPage && (
            <li>
              <Skeleton lines={3} />
            </li>
          )}
          {said.isError && (
            <li>
              <Problem of={said.error} onRetry={() => said.refetch()} busy={said.isFetching} />
            </li>
          )}
          {said.isPending && (
            <li>
              <Skeleton lines={6} />
            </li>
          )}
          {items.map((item) => (
            <Part key={item.key} conversation={conversation} item={item} />
          ))}
          <PlannedCards conversation={conversation} />
          {conversation.channel === "chat" && <VisitorTyping conversation={conversation} />}
        </ol>
      </section>
      {isBehind && (
        <div className={styles.behind}>
          <Button kind="primary" size="s" onPress={toEnd}>
            <span className={styles.behindWords}>
              <Icon of={ArrowDown} size={14} />
              {t("stream.behind")}
            </span>
          </Button>
        </div>
      )}
    </div>
  );
}

function Part({ conversation, item }: { conversation: Conversation; item: StreamItem }) {
  const { t, dateTime } = useTexts();
  switch (item.kind) {
    case "day":
      return <li className={styles.day}>{dateTime(item.at, "date")}</li>;
    case "new":
      return (
        <li className={styles.new} data-new>
          {t("stream.new")}
        </li>
      );
    case "events":
      return (
        <li>
          <EventLines events={item.events} />
        </li>
      );
    case "run":
      return (
        <li className={styles.said}>
          <Bubbles conversation={conversation} messages={item.messages} />
        </li>
      );
    case "message":
      return (
        <li className={styles.said} data-message={item.message.id}>
          {item.message.auto === "acknowledgement" ? (
            <AcknowledgementCard conversation={conversation} message={item.message} />
          ) : (
            <MessageCard conversation={conversation} message={item.message} />
          )}
        </li>
      );
  }
}
