import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Conversation } from "../../contract/conversations.ts";
import { postHandover } from "../../contract/handovers.ts";
import { FormOf, useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { call } from "../app/call.ts";
import { type KnownLine, useIntentsOf } from "../app/lines.ts";
import { useAgents } from "../app/lookups.ts";
import { useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { ComboBox } from "../ui/ComboBox.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextArea } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import styles from "./HandoverDialog.module.css";
import { keepConversation } from "./list-cache.ts";
import { countsQuery, eventsQuery, linksQuery } from "./queries.ts";

type Values = { reason: string; intent: string | null; agent: string | null };
type Props = { conversation: Conversation; to: KnownLine; onClose: () => void };

const rules = { reason: words(1000) };

/** Passes a matter to the other line with all that was said, and says what becomes of the customer's wait. */
export function HandoverDialog({ conversation, to, onClose }: Props) {
  const { t, compare, dateTime } = useTexts();
  const { id, brand, waitingSince, nextStep } = conversation;
  const cache = useQueryClient();
  const me = useMe();
  const intents = useIntentsOf([to]);
  const agents = useAgents()
    .filter(({ status, brands }) => status === "active" && (brands === null || brands.includes(brand.id)))
    .sort((a, b) => compare(a.name, b.name));

  const handing = useMutation({
    mutationFn: ({ reason, intent, agent }: Values) =>
      call(postHandover, {
        params: { id },
        body: { line: to.line, reason, intent: intent ?? undefined, agent: agent ?? undefined },
      }),
    onSuccess: async (handed) => {
      keepConversation(cache, handed, me.agent.id);
      cache.invalidateQueries(countsQuery);
      cache.invalidateQueries({ queryKey: eventsQuery(id).queryKey });
      cache.invalidateQueries({ queryKey: linksQuery(id).queryKey });
      toast({
        kind: "good",
        text: t("handover.done", { number: `#${handed.number}`, line: to.name, name: handed.owner.name }),
      });
      onClose();
    },
  });
  const form = useForm<Values>(
    rules,
    { reason: "", intent: null, agent: null },
    (values) => handing.mutate(values),
    handing.error,
  );

  return (
    <Dialog
      title={t("handover.to", { line: to.name })}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary" busy={handing.isPending}>
            {t("handover.do")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <TextArea
          label={t("handover.reason")}
          description={t("handover.reasonHint")}
          autoFocus
          rows={3}
          maxLength={1000}
          value={form.values.reason}
          onChange={(reason) => form.set({ reason })}
          error={form.fault("reason")}
        />
        <ComboBox
          label={t("triage.about")}
          optional
          options={intents.map(({ key, name }) => ({ id: key, label: name }))}
          value={form.values.intent}
          onChange={(intent) => form.set({ intent })}
          error={form.fault("intent")}
        />
        <ComboBox
          label={t("handover.agent")}
          description={t("handover.agentHint")}
          optional
          options={agents.map((agent) => ({
            id: agent.id,
            label: agent.name,
            mark: <Avatar name={agent.name} seed={agent.id} size={20} />,
          }))}
          value={form.values.agent}
          onChange={(agent) => form.set({ agent })}
          error={form.fault("agent")}
        />
        <p className={styles.clocks}>
          {waitingSince && nextStep
            ? t("handover.waits", { at: dateTime(nextStep.at, "short") })
            : t("handover.nobodyWaits")}
        </p>
        {handing.error && <Problem of={handing.error} />}
      </FormOf>
    </Dialog>
  );
}
