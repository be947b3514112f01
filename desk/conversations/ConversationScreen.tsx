import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import { isProblem } from "../app/call.ts";
import { MissingScreen } from "../app/failed-screens.tsx";
import { useMay } from "../app/me.ts";
import { usePageTitle } from "../app/page-title.ts";
import { useScreenWidth } from "../app/screen-width.ts";
import { RanHere } from "../automations/RanHere.tsx";
import { ChatStrip } from "../chat/ChatStrip.tsx";
import { RatingStrip } from "../chat/RatingStrip.tsx";
import { useLooking } from "../chat/visitors.ts";
import { CustomerPanel } from "../customers/CustomerPanel.tsx";
import { MatterSide, type Side } from "../knowledge/beside/MatterSide.tsx";
import { useSeenHere } from "../notices/seen-here.ts";
import { OwedStrip } from "../promises/OwedStrip.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { useKey } from "../ui/keys.ts";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { SplitPane } from "../ui/SplitPane.tsx";
import { toast } from "../ui/toasts.ts";
import { Composer } from "./Composer.tsx";
import { ConversationHead } from "./ConversationHead.tsx";
import styles from "./ConversationScreen.module.css";
import { Checklist } from "./checklist/Checklist.tsx";
import { Details } from "./Details.tsx";
import { MentionStrip } from "./following/MentionStrip.tsx";
import { HandoverStrip } from "./HandoverStrip.tsx";
import { mayLead, trail } from "./merging/led.ts";
import { AskedStrip } from "./people/AskedStrip.tsx";
import { conversationQuery } from "./queries.ts";
import { RepeatStrip } from "./repeats/RepeatStrip.tsx";
import { SortStrip } from "./SortStrip.tsx";
import { Stream } from "./Stream.tsx";

/** One matter: what was said, what we answer, and who it is for. */
export function ConversationScreen() {
  const { conversationId: id } = useParams({ from: "/desk/inbox/$view/$conversationId" });
  const conversation = useQuery(conversationQuery(id));

  if (isProblem(conversation.error, "not_found")) return <MissingScreen />;
  if (conversation.isPending) return <Waiting />;
  if (!conversation.data)
    return (
      <div className={styles.failed}>
        <Problem
          of={conversation.error}
          onRetry={() => conversation.refetch()}
          busy={conversation.isFetching}
        />
      </div>
    );
  if (conversation.data.mergedInto) return <Led key={id} from={conversation.data} />;
  // What is half written, unfolded or scrolled belongs to this conversation and to no other.
  return <Matter key={id} id={id} />;
}

/** Whoever comes by the number of a conversation that became part of another is led there, and told so. */
function Led({ from: { id, number, mergedInto } }: { from: Conversation }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const { view } = useParams({ from: "/desk/inbox/$view" });
  const into = mergedInto!.id;
  const words = t("merge.led", { from: `#${number}` });
  const [cameAt] = useState(Date.now);
  const here = useQuery(conversationQuery(id));
  const there = useQuery(conversationQuery(into));
  const isFresh = here.dataUpdatedAt > cameAt && there.dataUpdatedAt > cameAt;
  const leads = mayLead(trail, into, cameAt) || isFresh;
  useEffect(() => {
    if (leads) return;
    for (const each of [id, into]) cache.invalidateQueries({ queryKey: ["conversation", each] });
  }, [leads, cache, id, into]);
  useEffect(() => {
    if (!leads) return;
    trail.set(id, Date.now());
    toast({ text: words });
  }, [leads, id, words]);
  if (!leads) return <Waiting />;
  return (
    <Navigate
      to="/inbox/$view/$conversationId"
      params={{ view, conversationId: into }}
      search={true}
      replace
    />
  );
}

function Matter({ id }: { id: string }) {
  const { t } = useTexts();
  const conversation = useQuery(conversationQuery(id)).data!;
  const width = useScreenWidth();
  const navigate = useNavigate();
  const { view } = useParams({ from: "/desk/inbox/$view" });
  const mayManage = useMay("conversations.manage");
  const mayNote = useMay("conversations.note");
  const [isSorting, setSorting] = useState(false);
  const [customerShown, setCustomerShown] = useState(false);
  const [ranShown, setRanShown] = useState(false);
  const [side, setSide] = useState<Side>("customer");
  const mayArticles = useMay("articles.read");
  const back = () => navigate({ to: "/inbox/$view", params: { view }, search: true });

  const isChat = conversation.channel === "chat";
  useSeenHere(id);
  useLooking(id);
  usePageTitle(`#${conversation.number} ${conversation.subject}`);
  useKey("back", "u", back);
  useKey("customer", "i", () => setCustomerShown(!customerShown), { enabled: width !== "wide" });

  const showArticles = () => {
    setSide("articles");
    setCustomerShown(true);
  };
  useKey("articles", "mod+shift+k", showArticles, { enabled: mayArticles, whileTyping: true });

  const matter = (
    <article className={styles.matter} aria-label={conversation.subject || `#${conversation.number}`}>
      <ConversationHead
        conversation={conversation}
        isSorting={isSorting}
        onSorting={setSorting}
        onBack={width === "phone" ? back : undefined}
        onRules={() => setRanShown(true)}
        onCustomer={width === "wide" ? undefined : () => setCustomerShown(true)}
      />
      {isChat && <ChatStrip conversation={conversation} />}
      <RatingStrip conversation={id} />
      <RepeatStrip conversation={conversation} isFixed={!mayManage} />
      {mayManage && <SortStrip conversation={conversation} onElse={() => setSorting(true)} />}
      <HandoverStrip conversation={conversation} />
      <MentionStrip conversation={conversation} />
      <OwedStrip conversation={conversation} />
      <Details conversation={conversation} isFixed={!mayManage} />
      <Checklist conversation={conversation} isFixed={!mayNote} />
      <RanHere conversation={conversation} isOpen={ranShown} onOpenChange={setRanShown} />
      <Stream conversation={conversation} />
      {conversation.status !== "closed" && <AskedStrip conversation={conversation} />}
      <Composer conversation={conversation} />
    </article>
  );
  const panel = (
    <MatterSide
      conversation={conversation}
      side={side}
      onSide={setSide}
      onPutIn={width === "wide" ? undefined : () => setCustomerShown(false)}
    >
      <CustomerPanel id={conversation.customer.id} conversation={conversation} />
    </MatterSide>
  );

  if (width === "wide")
    return (
      <SplitPane
        remember="inbox.customer"
        label={t("customer.panel")}
        side="end"
        width={320}
        min={280}
        max={420}
        collapsible
        pane={panel}
      >
        {matter}
      </SplitPane>
    );
  return (
    <>
      {matter}
      <Drawer
        label={t("customer.panel")}
        back={t("conversation.backToIt")}
        isOpen={customerShown}
        onOpenChange={setCustomerShown}
      >
        {panel}
      </Drawer>
    </>
  );
}

function Waiting() {
  return (
    <div className={styles.waiting}>
      <Skeleton height={2} />
      <Skeleton lines={6} />
      <Skeleton lines={4} />
    </div>
  );
}
