import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Article, deletePublication } from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import { call } from "../../app/call.ts";
import { localeNames } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { toast } from "../../ui/toasts.ts";
import { articleMoved } from "../changes.ts";

type Props = { article: Article; locale: Locale; onClose: () => void };

/** Takes an article away from its readers, in one language or in all. */
export function WithdrawDialog({ article, locale, onClose }: Props) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const isOneSeen = article.translations.some((each) => each.locale === locale && each.publishedAt);
  const [of, setOf] = useState<"one" | "all">(isOneSeen ? "one" : "all");
  const withdrawing = useMutation({
    mutationFn: () =>
      call(deletePublication, { params: { id: article.id }, query: of === "one" ? { locale } : {} }),
    onSuccess: async () => {
      toast({ text: t("knowledge.withdrawn") });
      onClose();
      await articleMoved(cache, article.id);
    },
  });
  return (
    <ConfirmDialog
      title={t("knowledge.withdraw")}
      words={t("knowledge.withdraw.words")}
      action={t("knowledge.withdraw")}
      doing={withdrawing}
      onClose={onClose}
    >
      {isOneSeen && (
        <RadioGroup
          label={t("knowledge.languages")}
          options={[
            { id: "one", label: localeNames[locale] },
            { id: "all", label: t("knowledge.withdraw.all") },
          ]}
          value={of}
          onChange={setOf}
        />
      )}
    </ConfirmDialog>
  );
}
