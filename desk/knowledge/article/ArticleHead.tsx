import { useIsMutating } from "@tanstack/react-query";
import { Archive, ArchiveRestore, ArrowLeft, Ellipsis, EyeOff, PanelRightOpen, Send } from "lucide-react";
import { useState } from "react";
import { useMay } from "../../app/me.ts";
import { useScreenWidth } from "../../app/screen-width.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { useKey } from "../../ui/keys.ts";
import { Menu, MenuItem, MenuTrigger } from "../../ui/Menu.tsx";
import { Text } from "../../ui/Text.tsx";
import { toast } from "../../ui/toasts.ts";
import type { Shown } from "../ArticleScreen.tsx";
import { useArchival } from "../changes.ts";
import { stateIcons, stateTones } from "../standing.ts";
import styles from "./ArticleHead.module.css";
import { flushAll } from "./flushing.ts";
import { PublishDialog } from "./PublishDialog.tsx";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

type Props = Shown & {
  title: string;
  mayWrite: boolean;
  onBack: () => void;
  onPanel: (() => void) | undefined;
};

/** What the article is, and what can be done with all of it. */
export function ArticleHead({ article, locale, title, onBack, onPanel }: Props) {
  const { t } = useTexts();
  const mayPublish = useMay("articles.publish") && article.mayChange;
  const [dialog, setDialog] = useState<"publish" | "withdraw" | null>(null);
  const { archive, restore } = useArchival(article.id);
  const isBusy = useIsMutating({ mutationKey: ["publish", article.id] }) > 0;
  const isSeen = article.translations.some(({ publishedAt }) => publishedAt);
  const isArchived = article.archivedAt !== null;

  async function publish() {
    // What is published is what is written, not what was saved a second ago.
    await flushAll();
    setDialog("publish");
  }
  useKey("publish", "p", () => void publish(), { enabled: mayPublish && !isArchived });

  return (
    <header className={styles.head}>
      <IconButton icon={ArrowLeft} label={t("knowledge.back")} keys="u" onPress={onBack} />
      <div className={styles.words}>
        <h1 className={styles.title}>
          <Text clip language={locale}>
            {title}
          </Text>
        </h1>
        <span className={styles.number}>{article.number}</span>
        <Badge icon={stateIcons[article.state]} tone={stateTones[article.state]}>
          {t(`knowledge.state.${article.state}`)}
        </Badge>
      </div>
      <div className={styles.acts}>
        {mayPublish && !isArchived && <PublishButton busy={isBusy} onPress={() => void publish()} />}
        {mayPublish && isArchived && (
          <Button icon={ArchiveRestore} busy={restore.isPending} onPress={() => restore.mutate()}>
            {t("knowledge.restore")}
          </Button>
        )}
        {onPanel && (
          <IconButton icon={PanelRightOpen} label={t("knowledge.details")} keys="i" onPress={onPanel} />
        )}
        <MenuTrigger>
          <IconButton icon={Ellipsis} label={t("conversation.more")} />
          <Menu label={t("conversation.more")} placement="bottom end">
            <MenuItem
              onAction={() =>
                void navigator.clipboard
                  .writeText(location.href)
                  .then(() => toast({ text: t("knowledge.copied") }))
              }
            >
              {t("conversation.copyAddress")}
            </MenuItem>
            {mayPublish && isSeen && (
              <MenuItem icon={EyeOff} onAction={() => setDialog("withdraw")}>
                {t("knowledge.withdraw")}
              </MenuItem>
            )}
            {mayPublish && !isArchived && (
              <MenuItem icon={Archive} danger onAction={() => archive.mutate()}>
                {t("knowledge.archive")}
              </MenuItem>
            )}
          </Menu>
        </MenuTrigger>
      </div>
      {dialog === "publish" && (
        <PublishDialog article={article} locale={locale} onClose={() => setDialog(null)} />
      )}
      {dialog === "withdraw" && (
        <WithdrawDialog article={article} locale={locale} onClose={() => setDialog(null)} />
      )}
    </header>
  );
}

function PublishButton(props: { busy: boolean; onPress: () => void }) {
  const { t } = useTexts();
  const isPhone = useScreenWidth() === "phone";
  if (isPhone) return <IconButton {...props} kind="primary" icon={Send} label={t("knowledge.publish")} />;
  return (
    <Button {...props} kind="primary" icon={Send}>
      {t("knowledge.publish")}
    </Button>
  );
}
