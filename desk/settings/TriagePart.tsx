import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowRight, Download, GraduationCap } from "lucide-react";
import { useState } from "react";
import {
  type Correction,
  deleteCorrection,
  patchTriageSettings,
  type TriageSettings,
} from "../../contract/triage.ts";
import { call } from "../app/call.ts";
import { useIntentName } from "../app/lines.ts";
import { toldLanguage } from "../conversations/words.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Card } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Text } from "../ui/Text.tsx";
import { Time } from "../ui/Time.tsx";
import { toast } from "../ui/toasts.ts";
import { correctionsAsLines, correctionsQuery, triageSettingsQuery } from "./corrections.ts";
import { FirstContact } from "./FirstContact.tsx";
import styles from "./fields.module.css";
import { Loaded } from "./Loaded.tsx";
import { Part } from "./Part.tsx";
import { ShareSlider } from "./ShareSlider.tsx";

/** From when on a guess stands, and what people have taught it. */
export function TriagePart() {
  const settings = useQuery(triageSettingsQuery);
  return (
    <Part id="triage">
      <div className={styles.stack}>
        <Loaded of={settings}>{(known) => <Threshold settings={known} />}</Loaded>
        <FirstContact />
        <Lessons count={settings.data?.corrections} />
      </div>
    </Part>
  );
}

function Threshold({ settings }: { settings: TriageSettings }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const [moved, setMoved] = useState<number | null>(null);
  const saving = useMutation({
    mutationFn: (askBelow: number) => call(patchTriageSettings, { body: { askBelow } }),
    onSuccess: (saved, askBelow) => {
      cache.setQueryData(triageSettingsQuery.queryKey, saved);
      toast({
        kind: "good",
        text: t("form.saved"),
        undo: askBelow === settings.askBelow ? undefined : () => saving.mutate(settings.askBelow),
      });
    },
    onSettled: () => setMoved(null),
  });
  const value = moved ?? settings.askBelow;
  return (
    <Card title={t("settings.triage.ask")}>
      <div className={styles.stack}>
        <p className={styles.hint}>{t("settings.triage.askWords")}</p>
        <ShareSlider
          label={t("settings.triage.askBelow")}
          value={value}
          onChange={setMoved}
          onChangeEnd={(to) => saving.mutate(to)}
        />
        <p role="status">
          {t(`settings.triage.${value < 0.35 ? "seldom" : value <= 0.65 ? "sometimes" : "often"}`)}
        </p>
        {saving.error && <Problem of={saving.error} />}
      </div>
    </Card>
  );
}

function Lessons({ count }: { count: number | undefined }) {
  const { t } = useTexts();
  const found = useInfiniteQuery(correctionsQuery);
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const saving = useMutation({
    mutationFn: correctionsAsLines,
    onSuccess: (lines) => saveAs("corrections.jsonl", lines),
  });
  return (
    <Card
      title={t("settings.triage.lessons", { count: count ?? 0 })}
      actions={
        items.length > 0 && (
          <Button size="s" icon={Download} busy={saving.isPending} onPress={() => saving.mutate()}>
            {t("settings.triage.export")}
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        {saving.error && <Problem of={saving.error} />}
        {found.isPending && <Skeleton lines={6} />}
        {found.isError && (
          <Problem of={found.error} onRetry={() => found.refetch()} busy={found.isFetching} />
        )}
        {found.isSuccess && items.length === 0 && (
          <EmptyState icon={GraduationCap} title={t("settings.triage.none")}>
            {t("settings.triage.noneWords")}
          </EmptyState>
        )}
        <ul className={styles.lessons} aria-label={t("settings.triage.list")}>
          {items.map((lesson) => (
            <Lesson key={lesson.id} lesson={lesson} />
          ))}
        </ul>
        {found.hasNextPage && (
          <div>
            <Button busy={found.isFetchingNextPage} onPress={() => found.fetchNextPage()}>
              {t("settings.triage.more")}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function Lesson({ lesson }: { lesson: Correction }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const nameOf = useIntentName();
  const { text, language, was, intent, by, at, conversationId } = lesson;
  const taking = useMutation({
    mutationFn: () => call(deleteCorrection, { params: { id: lesson.id } }),
    onSuccess: () => {
      toast({ kind: "good", text: t("settings.triage.takenBack") });
      return Promise.all(
        [correctionsQuery, triageSettingsQuery].map(({ queryKey }) => cache.invalidateQueries({ queryKey })),
      );
    },
  });
  return (
    <li className={styles.lesson}>
      <p className={styles.lessonText}>
        <Link kind="quiet" href={`/inbox/all/${conversationId}`}>
          <Text language={toldLanguage(language)}>{text.length > 240 ? `${text.slice(0, 240)}…` : text}</Text>
        </Link>
      </p>
      <p className={styles.lessonSaid}>
        {was && was !== intent ? (
          <>
            <s>
              <bdi>{nameOf(was)}</bdi>
            </s>{" "}
            <Icon of={ArrowRight} size={12} />{" "}
          </>
        ) : null}
        <b>
          <bdi>{nameOf(intent)}</bdi>
        </b>
        <span className={styles.hint}>
          {" "}
          · <bdi>{by}</bdi>, <Time at={at} />
        </span>
      </p>
      <Button size="s" busy={taking.isPending} onPress={() => taking.mutate()}>
        {t("settings.triage.takeBack")}
      </Button>
      {taking.error && <Problem of={taking.error} />}
    </li>
  );
}

function saveAs(name: string, text: string) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
