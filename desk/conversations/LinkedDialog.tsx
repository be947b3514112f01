import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Conversation } from "../../contract/conversations.ts";
import { postLinked } from "../../contract/handovers.ts";
import type { Line } from "../../contract/lines.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { call } from "../app/call.ts";
import { useIntentsOf, useLinesOf } from "../app/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea, TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { conversationsOfQuery, countsQuery, eventsQuery, linksQuery } from "./queries.ts";

type Values = { line: Line; subject: string; reason: string; intent: string | null };

const rules = { subject: words(500), reason: words(1000) };

/** Opens a second matter of the same customer: support mends the seam, service makes the gesture. */
export function LinkedDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTexts();
  const { id, line, brand, subject, customer } = conversation;
  const cache = useQueryClient();
  const navigate = useNavigate();
  const lines = useLinesOf(brand.id);

  const opening = useMutation({
    mutationFn: ({ intent, ...values }: Values) =>
      call(postLinked, { params: { id }, body: { ...values, intent: intent ?? undefined } }),
    onSuccess: (opened) => {
      for (const { queryKey } of [
        countsQuery,
        eventsQuery(id),
        linksQuery(id),
        conversationsOfQuery(customer.id),
        { queryKey: ["conversations"] },
      ])
        cache.invalidateQueries({ queryKey });
      toast({
        kind: "good",
        text: t("linked.done", { number: `#${opened.number}`, name: opened.owner.name }),
        action: {
          label: t("linked.open"),
          act: () =>
            navigate({
              to: "/inbox/$view/$conversationId",
              params: { view: "all", conversationId: opened.id },
            }),
        },
      });
      onClose();
    },
  });
  const form = useForm<Values>(
    rules,
    { line: lines.find((each) => each.line !== line)?.line ?? line, subject, reason: "", intent: null },
    (values) => opening.mutate(values),
    opening.error,
  );
  const { values, set } = form;
  const intents = useIntentsOf(lines.filter((each) => each.line === values.line));

  return (
    <Dialog
      title={t("linked.title")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary" busy={opening.isPending}>
            {t("linked.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        {lines.length > 1 && (
          <RadioGroup
            label={t("inbox.filter.line")}
            orientation="horizontal"
            options={lines.map((each) => ({ id: each.line, label: each.name }))}
            value={values.line}
            onChange={(chosen) => set({ line: chosen, intent: null })}
          />
        )}
        <TextField
          label={t("conversation.subject")}
          maxLength={500}
          value={values.subject}
          onChange={(written) => set({ subject: written })}
          error={form.fault("subject")}
        />
        <TextArea
          label={t("linked.reason")}
          description={t("linked.reasonHint")}
          autoFocus
          rows={3}
          maxLength={1000}
          value={values.reason}
          onChange={(reason) => set({ reason })}
          error={form.fault("reason")}
        />
        <ComboBox
          key={values.line}
          label={t("triage.about")}
          optional
          options={intents.map(({ key, name }) => ({ id: key, label: name }))}
          value={values.intent}
          onChange={(intent) => set({ intent })}
          error={form.fault("intent")}
        />
        {opening.error && <Problem of={opening.error} />}
      </FormOf>
    </Dialog>
  );
}
