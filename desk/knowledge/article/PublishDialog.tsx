import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  type Article,
  putPublication,
  putPublicationPlan,
  type Translation,
} from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import { call } from "../../app/call.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { DateTimeField } from "../../ui/DateTimeField.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { TextArea } from "../../ui/TextField.tsx";
import { toast } from "../../ui/toasts.ts";
import { articleMoved, keepArticle } from "../changes.ts";
import { translationQuery } from "../queries.ts";
import { readyOf, standingOf } from "../standing.ts";
import styles from "./PublishDialog.module.css";

type Props = { article: Article; locale: Locale; onClose: () => void };

const tomorrow = () => {
  const day = new Date(Date.now() + 86_400_000);
  day.setHours(9, 0, 0, 0);
  return day.toISOString();
};

/** Which languages readers are to see anew, now or at a time, and what to say about it. */
export function PublishDialog({ article, locale, onClose }: Props) {
  const { t, dateTime } = useTexts();
  const cache = useQueryClient();
  const ready = readyOf(article.translations);
  const [chosen, setChosen] = useState<Locale[]>(() =>
    ready.map((each) => each.locale).filter((each) => each === locale || ready.length === 1),
  );
  const [note, setNote] = useState("");
  const [when, setWhen] = useState<"now" | "later">("now");
  const [publishAt, setPublishAt] = useState(tomorrow);
  const [ends, setEnds] = useState(false);
  const [withdrawAt, setWithdrawAt] = useState(tomorrow);

  const publishing = useMutation({
    mutationKey: ["publish", article.id],
    mutationFn: async () => {
      const plan = {
        locales: chosen,
        publishAt: when === "later" ? publishAt : null,
        withdrawAt: ends ? withdrawAt : null,
      };
      const planned = () => call(putPublicationPlan, { params: { id: article.id }, body: plan });
      if (when === "later") return planned();
      const drafts = Object.fromEntries(
        chosen.flatMap((each) => {
          const seen = cache.getQueryData(translationQuery(article.id, each).queryKey) as
            | Translation
            | undefined;
          return seen ? [[each, seen.draft]] : [];
        }),
      );
      const published = await call(putPublication, {
        params: { id: article.id },
        body: { locales: chosen, drafts, note },
      });
      return ends ? planned() : published;
    },
    onSuccess: async (now) => {
      keepArticle(cache, now);
      toast({
        kind: "good",
        text:
          when === "later"
            ? t("knowledge.published.later", { time: dateTime(publishAt, "short") })
            : t("knowledge.published", { count: chosen.length }),
      });
      onClose();
      await articleMoved(cache, article.id);
    },
  });

  return (
    <Dialog
      title={t("knowledge.publish.title")}
      isOpen
      onOpenChange={onClose}
      actions={
        ready.length === 0 ? (
          <Button onPress={onClose}>{t("ui.close")}</Button>
        ) : (
          <>
            <Button onPress={onClose}>{t("ui.cancel")}</Button>
            <Button
              kind="primary"
              busy={publishing.isPending}
              isDisabled={chosen.length === 0}
              onPress={() => publishing.mutate()}
            >
              {t(when === "later" ? "knowledge.publish.plan" : "knowledge.publish")}
            </Button>
          </>
        )
      }
    >
      {ready.length === 0 ? (
        <p>{t("knowledge.publish.nothing")}</p>
      ) : (
        <div className={styles.fields}>
          <fieldset className={styles.languages}>
            <legend className={styles.legend}>{t("knowledge.languages")}</legend>
            {ready.map((each) => (
              <Checkbox
                key={each.locale}
                isSelected={chosen.includes(each.locale)}
                onChange={(is) =>
                  setChosen(is ? [...chosen, each.locale] : chosen.filter((one) => one !== each.locale))
                }
                description={`${each.title} · ${t(`knowledge.standing.${standingOf(each)}`)}`}
              >
                {localeNames[each.locale]}
              </Checkbox>
            ))}
            {ready.length > 1 && chosen.length < ready.length && (
              <div>
                <Button size="s" onPress={() => setChosen(ready.map((each) => each.locale))}>
                  {t("knowledge.publish.all")}
                </Button>
              </div>
            )}
          </fieldset>
          <RadioGroup
            label={t("knowledge.publish.when")}
            look="chips"
            options={[
              { id: "now", label: t("knowledge.publish.now") },
              { id: "later", label: t("knowledge.publish.later") },
            ]}
            value={when}
            onChange={setWhen}
          />
          {when === "later" && (
            <DateTimeField label={t("knowledge.publish.at")} value={publishAt} onChange={setPublishAt} />
          )}
          <Checkbox isSelected={ends} onChange={setEnds}>
            {t("knowledge.publish.ends")}
          </Checkbox>
          {ends && (
            <DateTimeField
              label={t("knowledge.publish.endsAt")}
              value={withdrawAt}
              onChange={setWithdrawAt}
            />
          )}
          {when === "now" && (
            <TextArea
              label={t("knowledge.publish.note")}
              description={t("knowledge.publish.note.hint")}
              optional
              rows={2}
              maxLength={500}
              value={note}
              onChange={setNote}
              onSubmitKey={() => chosen.length > 0 && publishing.mutate()}
            />
          )}
          {publishing.error && <Problem of={publishing.error} />}
        </div>
      )}
    </Dialog>
  );
}
