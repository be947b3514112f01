import { useState } from "react";
import type { Conversation } from "../../contract/conversations.ts";
import type { PromiseMade } from "../../contract/promises.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { type Rule, words } from "../accounts/rules.ts";
import { useAgents } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import { DateTimeField } from "../ui/DateTimeField.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextArea } from "../ui/TextField.tsx";
import { usePromise, useReword } from "./changes.ts";
import { usualDue } from "./offers.ts";

type Values = { text: string; dueAt: string; owner: string | null };

const matter = "matter";
const inTime: Rule = (at) => (Date.parse(String(at)) > Date.now() ? null : { key: "promise.dueAt.past" });

/** A promise by telephone or over the counter: nothing was written that could carry it. */
export function MakePromiseDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t, timeZone } = useTexts();
  const me = useMe();
  const making = usePromise(conversation.id, onClose);
  return (
    <PromiseForm
      title={t("promise.make.title")}
      hint={t("promise.make.hint")}
      act={t("promise.make.do")}
      conversation={conversation}
      first={{ text: "", dueAt: usualDue(Date.now(), timeZone), owner: me.agent.id }}
      canMove
      isBusy={making.isPending}
      problem={making.error}
      onSend={({ text, dueAt, owner }) => making.mutate({ text, dueAt, owner: owner ?? undefined })}
      onClose={onClose}
    />
  );
}

type ChangeProps = { promise: PromiseMade; conversation: Conversation; onClose: () => void };

/** What is promised, by whom, and by when, as long as that has not passed. */
export function ChangePromiseDialog({ promise, conversation, onClose }: ChangeProps) {
  const { t } = useTexts();
  const changing = useReword(promise, onClose);
  const { text, dueAt, owner, isTheirs } = promise;
  const canMove = promise.state === "open" && Date.parse(dueAt) > Date.now();
  return (
    <PromiseForm
      title={t("promise.change.title")}
      act={t("promise.change.do")}
      conversation={conversation}
      first={{ text, dueAt, owner: isTheirs ? owner.id : null }}
      canMove={canMove}
      isBusy={changing.isPending}
      problem={changing.error}
      onSend={(values) =>
        changing.mutate({ text: values.text, owner: values.owner, ...(canMove && { dueAt: values.dueAt }) })
      }
      onClose={onClose}
    />
  );
}

type FormProps = {
  title: string;
  hint?: string;
  act: string;
  conversation: Conversation;
  first: Values;
  /** Whether its time can be chosen. */
  canMove: boolean;
  isBusy: boolean;
  problem: unknown;
  onSend: (values: Values) => void;
  onClose: () => void;
};

function PromiseForm({
  title,
  hint,
  act,
  conversation,
  first,
  canMove,
  isBusy,
  problem,
  onSend,
  onClose,
}: FormProps) {
  const { t, compare } = useTexts();
  const [rules] = useState({ text: words(500), ...(canMove && { dueAt: inTime }) });
  const form = useForm<Values>(
    rules,
    first,
    (values) => onSend({ ...values, text: values.text.trim() }),
    problem,
  );
  const agents = useAgents()
    .filter(
      ({ status, brands }) => status === "active" && (!brands || brands.includes(conversation.brand.id)),
    )
    .sort((a, b) => compare(a.name, b.name));
  return (
    <Dialog
      title={title}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary" busy={isBusy}>
            {act}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <TextArea
          label={t("promise.text")}
          description={hint}
          autoFocus
          rows={2}
          maxLength={500}
          value={form.values.text}
          onChange={(text) => form.set({ text })}
          error={form.fault("text")}
        />
        <DateTimeField
          label={t("promise.dueAt")}
          value={form.values.dueAt}
          onChange={(dueAt) => form.set({ dueAt })}
          isDisabled={!canMove}
          error={form.fault("dueAt")}
        />
        <ComboBox
          label={t("promise.owner")}
          options={[
            { id: matter, label: t("promise.owner.matter") },
            ...agents.map(({ id, name }) => ({
              id,
              label: name,
              mark: <Avatar name={name} seed={id} size={20} />,
            })),
          ]}
          value={form.values.owner ?? matter}
          onChange={(owner) => form.set({ owner: owner === matter ? null : owner })}
          error={form.fault("owner")}
        />
        {Boolean(problem) && <Problem of={problem} />}
      </FormOf>
    </Dialog>
  );
}
