import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Inbox } from "../../../contract/inboxes.ts";
import {
  deleteMailbox,
  type Mailbox,
  patchMailbox,
  postMailbox,
  postMailboxConsent,
} from "../../../contract/mailboxes.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { words } from "../../accounts/rules.ts";
import { call, isProblem } from "../../app/call.ts";
import { inboxesQuery } from "../../app/lookups.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useUnsaved } from "../../app/Unsaved.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { toast } from "../../ui/toasts.ts";
import styles from "../Editor.module.css";
import { EditorFoot } from "../EditorFoot.tsx";
import { Loaded } from "../Loaded.tsx";
import { addressOf, useGo } from "../place.ts";
import { whole } from "../whole-number.ts";
import own from "./inboxes.module.css";
import { MailboxCard } from "./MailboxCard.tsx";
import { ReadingFields, ServerFields, SignInFields } from "./MailboxFields.tsx";
import { draftOf, type MailboxDraft, takeFromOf, toBody } from "./mailbox-draft.ts";
import { mailboxesQuery } from "./queries.ts";
import { Trial, useTrial } from "./Trial.tsx";

/** One mailbox of an inbox, or one to be added. */
export function MailboxPlace({ inbox, id }: { inbox: Inbox; id: string }) {
  const mailboxes = useQuery(mailboxesQuery(inbox.id));
  if (id === "mailbox") return <MailboxScreen inbox={inbox} mailbox={null} />;
  return (
    <Loaded of={mailboxes}>
      {(rows) => {
        const mailbox = rows.find((one) => one.id === id);
        return mailbox ? (
          <MailboxScreen key={id} inbox={inbox} mailbox={mailbox} />
        ) : (
          <MailboxScreen inbox={inbox} mailbox={null} />
        );
      }}
    </Loaded>
  );
}

function MailboxScreen({ inbox, mailbox }: { inbox: Inbox; mailbox: Mailbox | null }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("inboxes");
  const [removing, setRemoving] = useState(false);
  const title = mailbox ? mailbox.username : t("inboxes.addMailbox");
  usePageTitle(title);
  const known = async () => {
    await cache.invalidateQueries({ queryKey: mailboxesQuery(inbox.id).queryKey });
    await cache.invalidateQueries({ queryKey: inboxesQuery.queryKey });
  };
  const params = { id: inbox.id, mailbox: mailbox?.id ?? "" };

  const saving = useMutation({
    mutationFn: (draft: MailboxDraft) =>
      mailbox
        ? call(patchMailbox, { params, body: toBody(draft) })
        : call(postMailbox, {
            params: { id: inbox.id },
            body: { ...toBody(draft), takeFrom: takeFromOf(draft) },
          }),
    onSuccess: async (saved) => {
      letGo();
      await known();
      toast({
        kind: "good",
        text: mailbox ? t("form.saved") : t("mailbox.added", { address: inbox.address }),
      });
      if (mailbox) form.reset(draftOf(saved, inbox.address));
      // A consent is still to be asked for, on its own page.
      else go(saved.signIn === "oauth" ? `${inbox.id}/${saved.id}` : inbox.id);
    },
  });
  const removal = useMutation({
    mutationFn: () => call(deleteMailbox, { params }),
    onSuccess: async () => {
      letGo();
      await known();
      toast({ kind: "good", text: t("mailbox.removed") });
      go(inbox.id);
    },
  });
  const form = useForm<MailboxDraft>(
    { host: words(253), port: whole(1, 65535), username: words(320), days: whole(1, 3650) },
    draftOf(mailbox, inbox.address),
    (draft) => saving.mutate(draft),
    saving.error,
  );
  const letGo = useUnsaved(form.changed, addressOf("inboxes", `${inbox.id}/${mailbox?.id ?? "mailbox"}`));
  const trial = useTrial(inbox.id, mailbox?.id);
  const taken = isProblem(saving.error, "already_exists");
  const isChosen = form.values.provider !== null;

  return (
    <div className={styles.editor}>
      <PageHeader
        title={<bdi>{title}</bdi>}
        description={mailbox ? undefined : t("inboxes.reach.fetchWords")}
        back={{ href: addressOf("inboxes", inbox.id), label: inbox.address }}
        actions={
          mailbox && (
            <Button kind="quiet" onPress={() => setRemoving(true)}>
              {t("settings.remove")}
            </Button>
          )
        }
      />
      {mailbox && <Standing mailbox={mailbox} onChanged={known} />}
      <FormOf of={form}>
        <SignInFields form={form} mailbox={mailbox} taken={taken ? t("mailbox.taken") : undefined} />
        {isChosen && (
          <>
            <ServerFields form={form} />
            <ReadingFields form={form} isNew={!mailbox} folders={trial.data?.folders ?? []} />
            <Trial
              trial={trial}
              draft={form.values}
              needsConsent={form.values.signIn === "oauth" && !mailbox?.hasSecret}
            />
            <EditorFoot
              isChanged={!mailbox || form.changed}
              saving={saving}
              isPlaced={taken}
              onReset={mailbox ? () => form.reset() : undefined}
              action={mailbox ? undefined : t("mailbox.add")}
            />
          </>
        )}
      </FormOf>
      {removing && (
        <ConfirmDialog
          title={t("mailbox.remove", { name: mailbox!.username })}
          words={t("mailbox.removeWords")}
          action={t("settings.remove")}
          doing={removal}
          onClose={() => {
            removal.reset();
            setRemoving(false);
          }}
        />
      )}
    </div>
  );
}

/** How it is doing, whether it is read at all, and the way to the provider's consent. */
function Standing({ mailbox, onChanged }: { mailbox: Mailbox; onChanged: () => Promise<unknown> }) {
  const { t } = useTexts();
  const params = { id: mailbox.inbox, mailbox: mailbox.id };
  const switching = useMutation({
    mutationFn: (isOn: boolean) => call(patchMailbox, { params, body: { isOn } }),
    onSuccess: onChanged,
  });
  const asking = useMutation({
    mutationFn: () => call(postMailboxConsent, { params }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  const needs = mailbox.signIn === "oauth";
  return (
    <div className={own.standing}>
      <MailboxCard mailbox={mailbox} isOwnPage />
      <div className={styles.row}>
        {needs && (
          <Button
            kind={mailbox.state.failure || !mailbox.hasSecret ? "primary" : "plain"}
            busy={asking.isPending}
            onPress={() => asking.mutate()}
          >
            {t("mailbox.connect")}
          </Button>
        )}
        <Switch
          isSelected={switching.isPending ? switching.variables : mailbox.isOn}
          onChange={(isOn) => switching.mutate(isOn)}
        >
          {t("mailbox.isOn")}
        </Switch>
      </div>
      {asking.error ? <Problem of={asking.error} /> : null}
      {switching.error ? <Problem of={switching.error} /> : null}
    </div>
  );
}
