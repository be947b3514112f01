import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { postArticleFlag } from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Text } from "../../ui/Text.tsx";
import { TextArea } from "../../ui/TextField.tsx";
import { toast } from "../../ui/toasts.ts";

type Props = {
  article: { id: string; title: string };
  locale: Locale;
  /** The matter in which it was seen. */
  conversation?: string;
  onClose: () => void;
};

/** Says what is wrong with an article; its owner is told. */
export function RaiseFlag({ article, locale, conversation, onClose }: Props) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const [words, setWords] = useState("");
  const raising = useMutation({
    mutationFn: () =>
      call(postArticleFlag, {
        params: { id: article.id },
        body: { locale, words: words.trim(), conversation },
      }),
    onSuccess: () => {
      toast({ kind: "good", text: t("knowledge.flag.done") });
      for (const key of ["article-flags", "articles", "article", "article-counts"])
        cache.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  const raise = () => words.trim() && raising.mutate();
  return (
    <Dialog
      title={t("knowledge.flag")}
      size="s"
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button kind="primary" busy={raising.isPending} isDisabled={!words.trim()} onPress={raise}>
            {t("knowledge.flag.raise")}
          </Button>
        </>
      }
    >
      <Text as="p" language={locale}>
        {article.title}
      </Text>
      <TextArea
        label={t("knowledge.flag.words")}
        autoFocus
        rows={3}
        maxLength={2000}
        value={words}
        onChange={setWords}
        onSubmitKey={raise}
      />
      {raising.error && <Problem of={raising.error} />}
    </Dialog>
  );
}
