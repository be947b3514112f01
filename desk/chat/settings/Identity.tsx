import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import {
  type ChatSecret,
  type ChatWidget,
  deleteChatSecret,
  postChatSecret,
} from "../../../contract/chat.ts";
import { CopyButton } from "../../accounts/CopyButton.tsx";
import { ShownOnce } from "../../accounts/ShownOnce.tsx";
import { call } from "../../app/call.ts";
import { CodeBlock } from "../../settings/CodeBlock.tsx";
import editorStyles from "../../settings/Editor.module.css";
import fieldStyles from "../../settings/fields.module.css";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { Time } from "../../ui/Time.tsx";
import { toast } from "../../ui/toasts.ts";
import { type ExampleId, examples, pageExample } from "./identity-code.ts";
import { widgetsQuery } from "./queries.ts";
import styles from "./Widget.module.css";

const mostSecrets = 2;

/** By what a site signs who its visitors are, and how it does so. */
export function Identity({ widget }: { widget: ChatWidget }) {
  const { t } = useTexts();
  const [shown, setShown] = useState<ExampleId>("node");
  return (
    <div className={editorStyles.editor}>
      <FormSection
        title={t("chatSettings.identity.secrets")}
        description={t("chatSettings.identity.secretsWords")}
      >
        {widget.identity === "off" && <p className={editorStyles.hint}>{t("chatSettings.identity.isOff")}</p>}
        <Secrets widget={widget} />
      </FormSection>
      <FormSection title={t("chatSettings.identity.how")} description={t("chatSettings.identity.howWords")}>
        <Tabs<ExampleId>
          label={t("chatSettings.identity.how")}
          selected={shown}
          onChange={setShown}
          tabs={examples.map(({ id, name, code }) => ({
            id,
            label: name,
            content: <CodeBlock title={t("chatSettings.identity.onServer")} code={code} />,
          }))}
        />
        <CodeBlock title={t("chatSettings.identity.onPage")} code={pageExample} />
      </FormSection>
    </div>
  );
}

function Secrets({ widget }: { widget: ChatWidget }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const [ending, setEnding] = useState<ChatSecret | null>(null);
  const making = useMutation({
    mutationFn: () => call(postChatSecret, { params: { id: widget.id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: widgetsQuery.queryKey }),
  });
  const isFull = widget.secrets.length >= mostSecrets;
  return (
    <>
      {widget.secrets.length > 0 && (
        <ul className={styles.secrets} aria-label={t("chatSettings.identity.secrets")}>
          {widget.secrets.map((secret) => (
            <li key={secret.id} className={styles.secret}>
              <span className={styles.secretWords}>
                <code dir="ltr">…{secret.ending}</code>
                <span className={editorStyles.hint}>
                  {t("chatSettings.identity.made")} <Time at={secret.createdAt} style="date" /> ·{" "}
                  {secret.lastUsedAt ? (
                    <>
                      {t("chatSettings.identity.used")} <Time at={secret.lastUsedAt} />
                    </>
                  ) : (
                    t("chatSettings.identity.neverUsed")
                  )}
                </span>
              </span>
              <Button
                size="s"
                aria-label={`${t("chatSettings.identity.end")} …${secret.ending}`}
                onPress={() => setEnding(secret)}
              >
                {t("chatSettings.identity.end")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={editorStyles.row}>
        <Button icon={KeyRound} isDisabled={isFull} busy={making.isPending} onPress={() => making.mutate()}>
          {t(widget.secrets.length > 0 ? "chatSettings.identity.another" : "chatSettings.identity.make")}
        </Button>
      </div>
      <p className={editorStyles.hint}>
        {t(isFull ? "chatSettings.identity.full" : "chatSettings.identity.rotate")}
      </p>
      {making.error && <Problem of={making.error} />}
      {making.data && (
        <ShownOnce
          title={t("chatSettings.identity.shown")}
          words={t("chatSettings.identity.shownWords")}
          kept={t("settings.keys.shownDone")}
          onClose={() => making.reset()}
        >
          <div className={fieldStyles.key}>
            <code dir="ltr">{making.data.secret}</code>
            <CopyButton text={making.data.secret} />
          </div>
        </ShownOnce>
      )}
      {ending && <Ending widget={widget} secret={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

type EndingProps = { widget: ChatWidget; secret: ChatSecret; onClose: () => void };

function Ending({ widget, secret, onClose }: EndingProps) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const ending = useMutation({
    mutationFn: () => call(deleteChatSecret, { params: { id: widget.id, secret: secret.id } }),
    onSuccess: async () => {
      onClose();
      toast({ kind: "good", text: t("chatSettings.identity.ended") });
      await cache.invalidateQueries({ queryKey: widgetsQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      title={t("chatSettings.identity.endOf", { ending: secret.ending })}
      words={t("chatSettings.identity.endWords")}
      action={t("chatSettings.identity.end")}
      doing={ending}
      onClose={onClose}
    />
  );
}
