import { useMutation, useQuery } from "@tanstack/react-query";
import { MessageSquareQuote } from "lucide-react";
import { type CSSProperties, type RefObject, useEffect, useId, useState } from "react";
import { createPortal } from "react-dom";
import { postCannedUse } from "../../contract/canned-replies.ts";
import type { Conversation } from "../../contract/conversations.ts";
import { call } from "../app/call.ts";
import { useMay } from "../app/me.ts";
import type { Slash } from "../conversations/slash.ts";
import { languageName } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { IconButton } from "../ui/Button.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { Text } from "../ui/Text.tsx";
import styles from "./CannedPicker.module.css";
import { type Found, findCanned } from "./find.ts";
import { cannedQuery } from "./queries.ts";

type Props = {
  conversation: Conversation;
  slash: Slash;
  /** Where the editor asks whether a key is for this list. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | null>;
  onChoose: (html: string) => void;
  onClose: () => void;
};

const mostShown = 8;

/** Prepared answers, found by what is typed after the slash. The focus stays in the words. */
export function CannedPicker({ conversation, slash, keys, onChoose, onClose }: Props) {
  const { t, locale } = useTexts();
  const list = useId();
  const mayManage = useMay("teams.manage");
  const replies = useQuery(cannedQuery);
  const found = findCanned(replies.data ?? [], slash.text, conversation, locale).slice(0, mostShown);
  const [at, setAt] = useState(0);
  // Put away with Escape, until the slash goes or another one comes.
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [asked, setAsked] = useState(slash.text);
  if (asked !== slash.text) {
    setAsked(slash.text);
    setAt(0);
  }
  const current = Math.min(at, found.length - 1);
  const use = useMutation({
    mutationFn: (reply: string) => call(postCannedUse, { params: { id: conversation.id, reply } }),
    onSuccess: ({ html }) => {
      onChoose(html);
      onClose();
    },
  });

  const isShown =
    closedAt !== slash.from &&
    !(found.length === 0 && (slash.text !== "" || !replies.isSuccess) && !replies.isError);

  useEffect(() => {
    keys.current = (event) => {
      if (!isShown || event.ctrlKey || event.metaKey || event.altKey) return false;
      const to = { ArrowDown: current + 1, ArrowUp: current - 1 }[event.key];
      if (to !== undefined && found.length > 0) {
        setAt((to + found.length) % found.length);
        return true;
      }
      if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && found[current]) {
        use.mutate(found[current].reply.id);
        return true;
      }
      if (event.key === "Escape") {
        setClosedAt(slash.from);
        return true;
      }
      return false;
    };
    return () => {
      keys.current = null;
    };
  });

  if (!isShown) return null;
  const shown = found[current];
  return createPortal(
    <div className={styles.float} style={placeOf(slash)} onPointerDown={(event) => event.preventDefault()}>
      {replies.isError ? (
        <Problem of={replies.error} onRetry={() => replies.refetch()} busy={replies.isFetching} />
      ) : found.length === 0 ? (
        <p className={styles.none}>
          {t("canned.none")} {mayManage && <Link href="/settings/canned/new">{t("canned.write")}</Link>}
        </p>
      ) : (
        <div className={styles.sides}>
          <div id={list} role="listbox" aria-label={t("canned.pick")} className={styles.list} tabIndex={-1}>
            {found.map((each, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the editor
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the words
              <div
                key={each.reply.id}
                role="option"
                aria-selected={index === current}
                className={styles.option}
                onPointerMove={() => setAt(index)}
                onClick={() => use.mutate(each.reply.id)}
              >
                <span className={styles.line}>
                  <span className={styles.name}>
                    <Text clip>{each.reply.name}</Text>
                  </span>
                  <bdi className={styles.shortcut}>/{each.reply.shortcut}</bdi>
                </span>
                <Text clip quiet size="xs">
                  {each.words}
                </Text>
              </div>
            ))}
          </div>
          {shown && <Preview of={shown} isBusy={use.isPending} />}
        </div>
      )}
      <p className={styles.said} role="status">
        {shown && t("canned.current", { name: shown.reply.name, count: found.length })}
      </p>
      {use.error && <Problem of={use.error} />}
    </div>,
    document.body,
  );
}

/** What it says; a variant that is in another language than the matter is marked. */
function Preview({ of: { locale: its, isTranslated, words }, isBusy }: { of: Found; isBusy: boolean }) {
  const { t, locale } = useTexts();
  return (
    <div className={styles.preview} aria-hidden="true">
      {!isTranslated && (
        <Badge tone="due">{t("canned.onlyIn", { language: languageName(its, locale) })}</Badge>
      )}
      <Text as="p" language={its}>
        {words}
      </Text>
      {isBusy && <Spinner />}
    </div>
  );
}

type ToolProps = { onFocus: () => void; onPress: () => void };

/** The same with a press: writes the slash. */
export function CannedTool({ onFocus, onPress }: ToolProps) {
  const { t } = useTexts();
  return (
    <IconButton
      size="s"
      icon={MessageSquareQuote}
      label={t("canned.insert")}
      keys="/"
      onPress={() => {
        onFocus();
        onPress();
      }}
    />
  );
}

const roomPx = 300;
const widthPx = 560;

/** Above the slash where there is room, as the composer lies at the bottom; never out of the window. */
function placeOf({ left, top, bottom }: Slash): CSSProperties {
  const width = Math.min(widthPx, innerWidth - 16);
  const x = Math.max(8, Math.min(left, innerWidth - width - 8));
  return top > roomPx
    ? { left: x, bottom: innerHeight - top + 4, width }
    : { left: x, top: bottom + 4, width };
}
