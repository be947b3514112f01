import { useQueryClient } from "@tanstack/react-query";
import { AtSign, Lock, Reply } from "lucide-react";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Conversation, Draft } from "../../contract/conversations.ts";
import type { Attachment } from "../../contract/files.ts";
import type { Came } from "../../contract/problems.ts";
import { isProblem } from "../app/call.ts";
import { useMe } from "../app/me.ts";
import { CannedTool } from "../canned/CannedTool.tsx";
import { ChatWay } from "../chat/ChatWay.tsx";
import { useChatChoices } from "../chat/choices.ts";
import { OfferedReplies, QuickRepliesTool } from "../chat/QuickReplies.tsx";
import { useQuickReplies } from "../chat/quick-replies.ts";
import { useTellTyping } from "../chat/tell-typing.ts";
import { takeTyped } from "../chat/typing-ahead.ts";
import { usePutIn } from "../knowledge/beside/putting-in.tsx";
import { KeptByReply } from "../promises/KeptByReply.tsx";
import { PromiseOffers } from "../promises/PromiseOffers.tsx";
import { usePromising } from "../promises/usePromising.ts";
import { useTexts } from "../texts/Texts.tsx";
import { ArrivedStrip } from "../together/ArrivedStrip.tsx";
import { type Seen, useArrivals } from "../together/arrivals.ts";
import { ClaimStrip } from "../together/ClaimStrip.tsx";
import { useClaiming } from "../together/claims.ts";
import { Difference } from "../together/Difference.tsx";
import { DraftMenu } from "../together/DraftMenu.tsx";
import { SharedDrafts } from "../together/SharedDrafts.tsx";
import { useDraftTaken } from "../together/shared.ts";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { useKey } from "../ui/keys.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { toast } from "../ui/toasts.ts";
import { AttachedFiles } from "./AttachedFiles.tsx";
import { draftSent, useDraftFromElsewhere, useDraftKeeper } from "./draft.ts";
import { isEmpty, type Kept, type Writing } from "./draft-keeper.ts";
import type { EditorHandle } from "./Editor.tsx";
import { type Ask, AskChoice, dueOf } from "./following/AskChoice.tsx";
import { type Begun, hearsAsking } from "./following/asking.ts";
import { MentionPicker } from "./following/MentionPicker.tsx";
import { namesSomebody } from "./following/mention-node.ts";
import { HeldBack } from "./HeldBack.tsx";
import { takesWords } from "./inserting.ts";
import { forgetChoice } from "./people/choice.ts";
import { addressedIn } from "./people/people.ts";
import { Recipients } from "./Recipients.tsx";
import { SendButton } from "./SendButton.tsx";
import { SendProblem } from "./SendProblem.tsx";
import { SlashPicker } from "./SlashPicker.tsx";
import { type After, useSend } from "./send.ts";
import type { Slash } from "./slash.ts";
import { useUploads } from "./uploads.ts";
import styles from "./Writer.module.css";

const Editor = lazy(() => import("./Editor.tsx").then((file) => ({ default: file.Editor })));

/** What becomes of the matter, and when the words leave. */
type Leaving = { after: After; sendAt: string | null };

type Props = {
  conversation: Conversation;
  first: Writing;
  /** It comes from this browser alone, which could not hand it over. */
  isUnsaved: boolean;
  mayReply: boolean;
};

/** A reply on white, a note on tinted paper: nobody should send to a customer what was meant for a colleague. */
export function Writer({ conversation, first, isUnsaved, mayReply }: Props) {
  const { t } = useTexts();
  const me = useMe();
  const cache = useQueryClient();
  const [writing, setWriting] = useState(first);
  const { keeper, kept } = useDraftKeeper(conversation.id, me.agent.id);
  const editor = useRef<EditorHandle>(null);
  const waiting = useRef<((editor: EditorHandle) => void) | null>(null);
  const send = useSend(conversation);
  const latest = useRef(writing);
  const isChat = conversation.channel === "chat";
  const [{ enterSends }] = useChatChoices();
  const [quickReplies, setQuickReplies] = useQuickReplies(conversation.id);
  const typing = useTellTyping(conversation.id);
  const claiming = useClaiming(conversation);
  // The editor is empty while words are on their way, which may come back.
  const [isLeaving, setLeaving] = useState(false);
  const isNote = writing.kind === "note";
  const coming = useArrivals(conversation.id, !isChat && !isNote && (isLeaving || !isEmpty(writing)));
  const [slash, setSlash] = useState<Slash | null>(null);
  const [name, setName] = useState<Slash | null>(null);
  const [ask, setAsk] = useState<Ask>(null);
  // Here and not beside the list of choices, which goes when the words lose the focus to its question.
  const putIn = usePutIn(conversation.id, (html, place?: Slash) => editor.current?.insert(html, place));
  const pickerKey = useRef<((event: KeyboardEvent) => boolean) | null>(null);

  function change(changes: Partial<Writing>) {
    latest.current = { ...latest.current, ...changes };
    setWriting(latest.current);
    keeper.keep(latest.current);
    const isReply = latest.current.kind === "reply";
    // The visitor of a chat sees that an answer is written; what is said among us is not for them.
    if (isReply || !isChat) typing.wrote(isEmpty(latest.current));
    if (mayReply) claiming.wrote(!isReply || isEmpty(latest.current));
  }
  function put(next: Writing) {
    latest.current = next;
    setWriting(next);
    editor.current?.set(next.html);
  }

  const attach = (file: Attachment) => change({ attachments: [...latest.current.attachments, file] });
  const uploads = useUploads(attach);
  // Pressed while a file is still on its way: the letter waits for it.
  const [held, setHeld] = useState<Leaving | null>(null);
  // A file that did not arrive is shown beside the words: it is tried again or taken away, never left out in silence.
  const promising = usePromising(conversation, writing.html, writing.kind === "reply");
  // In a chat one says the next thing while the last is on its way.
  const isSending = send.isPending && !isChat;
  const canSend =
    (!isEmpty(writing) || uploads.isBusy) && !uploads.hasFailed && !isSending && !promising.isLate;

  const handOver = useEffectEvent(() => keeper.keep(latest.current));
  useEffect(() => {
    if (isUnsaved) handOver();
  }, [isUnsaved]);

  const fromElsewhere = (draft: Draft | null) =>
    put(draft ?? { ...latest.current, html: "", attachments: [] });
  useDraftFromElsewhere(conversation.id, keeper, fromElsewhere);
  useDraftTaken(conversation.id, keeper, fromElsewhere);

  const lastLeaving = useRef<Leaving>({ after: "wait", sendAt: null });

  function submit(after: After = "wait", sendAt: string | null = null) {
    if (!canSend || held) return;
    lastLeaving.current = { after, sendAt };
    if (uploads.isBusy) setHeld({ after, sendAt });
    else post({ after, sendAt });
  }

  async function post({ after, sendAt }: Leaving, seen = coming.seen) {
    const sent = latest.current;
    const { promises, keeps } = promising;
    const addressed = sent.kind === "reply" ? addressedIn(cache, conversation.id) : {};
    const offered = isChat && sent.kind === "reply" ? quickReplies : [];
    typing.stop();
    setLeaving(true);
    if (offered.length > 0) setQuickReplies([]);
    put({ ...sent, html: "", attachments: [] });
    await keeper.settle();
    try {
      // Awaited and not left to callbacks: whoever sends and goes on to the next matter must find neither these words
      // again nor lose them.
      const asks =
        sent.kind === "note" && ask && namesSomebody(sent.html) ? { dueAt: dueOf(ask) } : undefined;
      await send.mutateAsync({
        writing: sent,
        after,
        promises,
        keeps,
        quickReplies: offered,
        addressed,
        sendAt,
        ask: asks,
        seen: isChat ? undefined : seen,
      });
      setAsk(null);
      if (sent.kind === "reply") {
        claiming.sent();
        forgetChoice(conversation.id);
      }
      promising.forget();
      keeper.forget();
      draftSent(cache, conversation.id);
      // What was written since then was thrown away on the server together with the draft that was sent.
      if (!isEmpty(latest.current)) keeper.keep(latest.current);
    } catch (thrown) {
      // `send.error` says why beside the words, which come back above those written since then.
      const since = latest.current;
      put({ ...sent, html: sent.html + (isEmpty(since) ? "" : since.html) });
      keeper.keep(latest.current);
      if (offered.length > 0) setQuickReplies(offered);
      // What came in between takes the focus: it is to be looked at first.
      if (!isProblem(thrown, "conversation_changed")) editor.current?.focus();
    }
    setLeaving(false);
  }

  const sendHeld = useEffectEvent(() => {
    if (!held) return;
    setHeld(null);
    if (canSend) post(held);
  });
  useEffect(() => {
    if (!uploads.isBusy) sendHeld();
  }, [uploads.isBusy]);

  useEffect(() => takesWords(conversation.id, (html) => editor.current?.insert(html)), [conversation.id]);

  function begin(kind: Writing["kind"]) {
    if (kind !== writing.kind) change({ kind });
    whenReady((editor) => editor.focus());
  }
  useKey("reply", "r", () => begin("reply"), { enabled: mayReply });
  useKey("note", "n", () => begin("note"));
  useKey("ask", "shift+n", () => beginAsking("ask"));
  /** What is begun before the editor is here waits for it, so that no stroke goes astray. */
  function whenReady(act: (editor: EditorHandle) => void) {
    if (editor.current) return act(editor.current);
    const former = waiting.current;
    waiting.current = (ready) => {
      former?.(ready);
      act(ready);
    };
  }
  const beginAsking = useEffectEvent((begun: Begun) => {
    begin("note");
    if (begun !== "ask") return;
    setAsk({ due: "none" });
    whenReady((editor) => editor.type(isEmpty(latest.current) ? "@" : " @"));
  });
  useEffect(() => hearsAsking(conversation.id, (begun) => beginAsking(begun)), [conversation.id]);

  const refused = isProblem(send.error, "conversation_changed") ? send.error : null;
  const came = refused?.problem.came;
  function sendAsItIs() {
    coming.look(came);
    post(lastLeaving.current, { ...coming.seen, ...lastOf(came) });
  }
  function goOn() {
    coming.look(came);
    send.reset();
    editor.current?.focus();
  }
  /** Words that are put in by one press are as much a change as those that are typed. */
  function replace(next: Writing) {
    put(next);
    change({});
    editor.current?.focus();
  }
  function throwAway() {
    const before = latest.current;
    send.reset();
    coming.look(came);
    replace({ ...before, html: "", attachments: [] });
    toast({ text: t("together.thrownAway"), undo: () => replace(before) });
  }

  return (
    <>
      <SharedDrafts
        conversation={conversation}
        keeper={keeper}
        onTaken={(draft) => {
          put(draft);
          editor.current?.focus();
        }}
      />
      {mayReply && !isNote && (
        <ClaimStrip
          conversation={conversation}
          onWriteAnyway={() => {
            claiming.takeOver();
            editor.current?.focus();
          }}
          onLeave={() => (document.activeElement as HTMLElement | null)?.blur()}
          onNote={() => begin("note")}
        />
      )}
      {!refused && <ArrivedStrip arrivals={coming.arrivals} onSeen={() => coming.look()} />}
      <section
        className={styles.writer}
        data-kind={writing.kind}
        data-written={!isEmpty(writing) || undefined}
        aria-label={t(isNote ? "composer.label.note" : "composer.label.reply")}
      >
        <div className={styles.top}>
          <div className={styles.kinds} role="radiogroup" aria-label={t("composer.kind")}>
            {mayReply && (
              <Kind
                icon={Reply}
                name={t("composer.reply")}
                isChosen={!isNote}
                onChoose={() => begin("reply")}
              />
            )}
            <Kind icon={Lock} name={t("composer.note")} isChosen={isNote} onChoose={() => begin("note")} />
          </div>
          {isNote ? (
            <p className={styles.notice}>{t("composer.note.who")}</p>
          ) : isChat ? (
            <ChatWay conversation={conversation} />
          ) : (
            <Recipients conversation={conversation} />
          )}
          <KeptState of={kept} isShown={!isEmpty(writing)} />
          <DraftMenu
            conversation={conversation.id}
            keeper={keeper}
            isEmpty={isEmpty(writing)}
            onRestore={({ kind, html, attachments }) =>
              replace({ kind: mayReply ? kind : "note", html, attachments })
            }
          />
        </div>

        {!isNote && !isChat && <HeldBack address={conversation.customer.email} />}
        <Suspense fallback={<Skeleton height={4} />}>
          <Editor
            ref={editor}
            label={t(isNote ? "composer.label.note" : "composer.label.reply")}
            placeholder={t(isNote ? "composer.note.hint" : "composer.reply.hint")}
            html={first.html}
            onChange={(html) => change({ html })}
            onFiles={uploads.add}
            onSubmit={submit}
            enterSends={isChat && !isNote && enterSends}
            onSlash={isNote ? undefined : setSlash}
            onName={isNote ? setName : undefined}
            onKey={(event) => pickerKey.current?.(event) ?? false}
            onReady={(handle) => {
              waiting.current?.(handle);
              waiting.current = null;
              const typed = takeTyped(conversation.id);
              if (typed === null) return;
              handle.focus();
              if (typed) handle.type(typed);
            }}
            tools={
              isNote ? (
                <MentionTool
                  onPress={() => {
                    editor.current?.focus();
                    editor.current?.type(latest.current.html ? " @" : "@");
                  }}
                />
              ) : (
                <>
                  <CannedTool
                    onPress={() => editor.current?.type("/")}
                    onFocus={() => editor.current?.focus()}
                  />
                  {isChat && <QuickRepliesTool labels={quickReplies} onChange={setQuickReplies} />}
                </>
              )
            }
            files={
              <AttachedFiles
                attachments={writing.attachments}
                uploads={uploads.uploads}
                onRemove={(id) =>
                  change({ attachments: writing.attachments.filter((attachment) => attachment.id !== id) })
                }
                onCancel={uploads.cancel}
                onRetry={uploads.retry}
              />
            }
            promises={
              <div className={styles.promises}>
                {isNote && namesSomebody(writing.html) && <AskChoice ask={ask} onChange={setAsk} />}
                <PromiseOffers offers={promising.offers} onDecide={promising.onDecide} />
                {isChat && !isNote && <OfferedReplies labels={quickReplies} onChange={setQuickReplies} />}
                <KeptByReply owed={promising.owed} keeps={promising.keeps} onChange={promising.onKeeps} />
              </div>
            }
            problem={
              refused ? (
                <Difference
                  of={refused}
                  arrivals={came ? coming.named(came) : []}
                  onSend={sendAsItIs}
                  onGoOn={goOn}
                  onThrowAway={throwAway}
                />
              ) : (
                send.error && <SendProblem of={send.error} />
              )
            }
            send={
              <SendButton
                conversation={conversation}
                kind={writing.kind}
                isChat={isChat}
                isDisabled={!canSend}
                busy={isSending || held !== null}
                onSend={submit}
              />
            }
          />
        </Suspense>
        {slash && (
          <SlashPicker
            conversation={conversation}
            slash={slash}
            keys={pickerKey}
            onChoose={(html) => editor.current?.insert(html, slash)}
            onArticle={(article, how) => putIn.act(article, how, slash)}
            onClose={() => setSlash(null)}
          />
        )}
        {isNote && name && (
          <MentionPicker
            conversation={conversation}
            typed={name}
            keys={pickerKey}
            onChoose={(html) => editor.current?.insert(html, name)}
            onClose={() => setName(null)}
          />
        )}
        {putIn.dialog}
      </section>
    </>
  );
}

function MentionTool({ onPress }: { onPress: () => void }) {
  const { t } = useTexts();
  return <IconButton size="s" icon={AtSign} label={t("mention.tool")} keys="@" onPress={onPress} />;
}

/** How far somebody has seen who has looked at all that a refusal named. */
const lastOf = (came: Came | undefined): Seen => ({
  ...(came?.messages.length && { seen: came.messages.at(-1) }),
  ...(came?.events.length && { seenEvent: came.events.at(-1) }),
});

type KindProps = { icon: typeof Lock; name: string; isChosen: boolean; onChoose: () => void };

function Kind({ icon, name, isChosen, onChoose }: KindProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input would take the focus away from what is being written
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      className={styles.kind}
      // The words keep the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <Icon of={icon} size={14} />
      {name}
    </button>
  );
}

function KeptState({ of: kept, isShown }: { of: Kept; isShown: boolean }) {
  const { t } = useTexts();
  return (
    <p className={styles.kept} role="status" data-failed={kept === "failed" || undefined}>
      {kept === "failed"
        ? t("composer.draft.failed")
        : isShown && kept === "kept"
          ? t("composer.draft.kept")
          : ""}
    </p>
  );
}
