import type { Mailbox, MailboxTrial } from "../../../contract/mailboxes.ts";
import type { Form } from "../../accounts/form.tsx";
import { FieldRow } from "../../accounts/form.tsx";
import { useTexts } from "../../texts/Texts.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { TagBox } from "../../ui/ComboBox.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { RadioGroup } from "../../ui/RadioGroup.tsx";
import { Select } from "../../ui/Select.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { CodeBlock } from "../CodeBlock.tsx";
import styles from "./inboxes.module.css";
import { type MailboxDraft, withProvider, withSecurity } from "./mailbox-draft.ts";
import { providerIds, providers } from "./providers.ts";

type Props = { form: Form<MailboxDraft> };

/** Where the mailbox lies, and how we are let in. */
export function SignInFields({
  form,
  mailbox,
  taken,
}: Props & { mailbox: Mailbox | null; taken: string | undefined }) {
  const { t } = useTexts();
  const { values, set } = form;
  const provider = values.provider;
  const known = provider && provider !== "other" ? providers[provider] : null;
  return (
    <FormSection title={t("mailbox.whose")} description={t("mailbox.whoseWords")}>
      <RadioGroup
        label={t("mailbox.provider")}
        look="chips"
        autoFocus={!mailbox}
        options={providerIds.map((id) => ({
          id,
          label: id === "other" ? t("mailbox.provider.other") : providers[id].name,
        }))}
        value={provider}
        onChange={(id) => set(withProvider(id))}
      />
      {provider && (
        <>
          <p className={styles.quiet}>{t(`mailbox.hint.${provider}`)}</p>
          {provider === "other" && <HostFields form={form} />}
          <TextField
            label={t("mailbox.username")}
            description={t("mailbox.usernameHint")}
            direction="ltr"
            autoComplete="off"
            value={values.username}
            onChange={(username) => set({ username })}
            error={form.fault("username") ?? taken}
          />
          {!known?.needsConsent && (known?.oauth || provider === "other") && (
            <RadioGroup
              label={t("mailbox.signIn")}
              orientation="horizontal"
              options={[
                { id: "password", label: t("mailbox.signIn.password") },
                { id: "oauth", label: t("mailbox.signIn.oauth") },
              ]}
              value={values.signIn}
              onChange={(signIn) => set({ signIn })}
            />
          )}
          {values.signIn === "password" ? (
            <TextField
              label={t("mailbox.password")}
              type="password"
              autoComplete="new-password"
              description={mailbox?.hasSecret ? t("mailbox.passwordKept") : undefined}
              value={values.password}
              onChange={(password) => set({ password })}
              error={form.fault("password")}
            />
          ) : (
            <ConsentFields form={form} mailbox={mailbox} />
          )}
        </>
      )}
    </FormSection>
  );
}

function HostFields({ form }: Props) {
  const { t } = useTexts();
  const { values, set } = form;
  return (
    <FieldRow>
      <TextField
        label={t("mailbox.host")}
        direction="ltr"
        placeholder="imap.example.com"
        value={values.host}
        onChange={(host) => set({ host })}
        error={form.fault("host")}
      />
      <TextField
        label={t("mailbox.port")}
        direction="ltr"
        inputMode="numeric"
        value={values.port}
        onChange={(port) => set({ port })}
        error={form.fault("port")}
      />
    </FieldRow>
  );
}

/** What the provider knows our program by, and where it asks people. */
function ConsentFields({ form, mailbox }: Props & { mailbox: Mailbox | null }) {
  const { t } = useTexts();
  const { values, set } = form;
  const isKnown = values.provider !== "other";
  const text = (field: "authorizeUrl" | "tokenUrl" | "scope") => (
    <TextField
      label={t(`mailbox.${field}`)}
      direction="ltr"
      value={values[field]}
      onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <>
      <p className={styles.quiet}>{t("mailbox.oauthWords")}</p>
      <CodeBlock
        title={t("mailbox.redirect")}
        code={`${window.location.origin}/settings/inboxes/connected`}
      />
      <TextField
        label={t("mailbox.clientId")}
        direction="ltr"
        autoComplete="off"
        value={values.clientId}
        onChange={(clientId) => set({ clientId })}
        error={form.fault("clientId")}
      />
      <TextField
        label={t("mailbox.clientSecret")}
        type="password"
        autoComplete="new-password"
        optional
        description={mailbox?.hasSecret ? t("mailbox.passwordKept") : undefined}
        value={values.clientSecret}
        onChange={(clientSecret) => set({ clientSecret })}
      />
      <details className={styles.advanced} open={!isKnown}>
        <summary>{t("mailbox.endpoints")}</summary>
        <div>
          {text("authorizeUrl")}
          {text("tokenUrl")}
          {text("scope")}
        </div>
      </details>
    </>
  );
}

/** How the server is spoken to; filled in for providers that we know. */
export function ServerFields({ form }: Props) {
  const { t } = useTexts();
  const { values, set } = form;
  return (
    <FormSection title={t("mailbox.server")} description={t("mailbox.serverWords")}>
      {values.provider !== "other" && <HostFields form={form} />}
      <Select
        label={t("mailbox.security")}
        options={(["tls", "starttls", "plain"] as const).map((id) => ({
          id,
          label: t(`mailbox.security.${id}`),
          disabled: id === "plain" && !values.isPrivate,
        }))}
        value={values.security}
        onChange={(security) => set(withSecurity(security, values))}
        error={form.fault("security")}
      />
      <Checkbox
        isSelected={values.isPrivate}
        onChange={(isPrivate) =>
          set({ isPrivate, ...(!isPrivate && values.security === "plain" && withSecurity("tls", values)) })
        }
        description={t("mailbox.privateWords")}
      >
        {t("mailbox.private")}
      </Checkbox>
    </FormSection>
  );
}

/** Which folders are read, from when on, and what is done there with what is here. */
export function ReadingFields({
  form,
  isNew,
  folders,
}: Props & { isNew: boolean; folders: MailboxTrial["folders"] }) {
  const { t } = useTexts();
  const { values, set } = form;
  const paths = [...new Set(["INBOX", ...folders.map(({ path }) => path), ...values.folders])];
  const targets = [...new Set([...paths, ...(values.moveTo ? [values.moveTo] : [])])].filter(
    (path) => !values.folders.includes(path),
  );
  return (
    <FormSection title={t("mailbox.reading")} description={t("mailbox.readingWords")}>
      {isNew && (
        <RadioGroup
          label={t("mailbox.takeFrom")}
          options={(["now", "days", "everything"] as const).map((id) => ({
            id,
            label: t(`mailbox.takeFrom.${id}`),
          }))}
          value={values.takeFrom}
          onChange={(takeFrom) => set({ takeFrom })}
        />
      )}
      {isNew && values.takeFrom === "days" && (
        <TextField
          label={t("mailbox.daysBack")}
          inputMode="numeric"
          direction="ltr"
          value={values.days}
          onChange={(days) => set({ days })}
          error={form.fault("days")}
        />
      )}
      <TagBox
        label={t("mailbox.folders")}
        description={t(folders.length ? "mailbox.foldersHint" : "mailbox.foldersUnknown")}
        options={paths.map((path) => ({ id: path, label: path }))}
        value={values.folders}
        onChange={(chosen) => set({ folders: chosen })}
        error={form.fault("folders")}
      />
      <Checkbox
        isSelected={values.withJunk}
        onChange={(withJunk) => set({ withJunk })}
        description={t("mailbox.junkWords")}
      >
        {t("mailbox.junk")}
      </Checkbox>
      <Select
        label={t("mailbox.after")}
        description={t("mailbox.afterWords")}
        options={(["seen", "move", "nothing"] as const).map((id) => ({
          id,
          label: t(`mailbox.after.${id}`),
        }))}
        value={values.afterReading}
        onChange={(afterReading) => set({ afterReading })}
      />
      {values.afterReading === "move" && (
        <Select
          label={t("mailbox.moveTo")}
          description={targets.length ? undefined : t("mailbox.foldersUnknown")}
          options={targets.map((path) => ({ id: path, label: path }))}
          value={values.moveTo}
          onChange={(moveTo) => set({ moveTo })}
          error={form.fault("moveTo")}
        />
      )}
    </FormSection>
  );
}
