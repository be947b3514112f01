import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Automation, patchAutomation } from "../../contract/automations.ts";
import { states } from "../../contract/condition-fields.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { toast } from "../ui/toasts.ts";
import { automationsQuery } from "./queries.ts";

type Change = { rule: Automation; isOn: boolean; alsoCurrent?: boolean };

/** Whether conversations may be waiting already for what a rule counts. */
const mayWaitAlready = ({ trigger }: Automation): boolean =>
  trigger.kind === "elapsed" &&
  trigger.since !== "closed" &&
  (states as readonly string[]).includes(trigger.since);

/** Switches rules on and off; seen at once. Of what waits already it is asked first. */
export function useSwitch() {
  const { t } = useTexts();
  const cache = useQueryClient();
  const [asked, ask] = useState<Automation | null>(null);
  const switching = useMutation({
    mutationFn: ({ rule, isOn, alsoCurrent }: Change) =>
      call(patchAutomation, { params: { id: rule.id }, body: { isOn, ...(alsoCurrent && { alsoCurrent }) } }),
    onSuccess: ({ name }, { rule, isOn }) => {
      toast({
        kind: "good",
        text: t(isOn ? "automation.isOnNow" : "automation.isOffNow", { name }),
        // Switched off, what it waited for is let go; a way back would not bring that back.
        undo: isOn ? () => switching.mutate({ rule, isOn: false }) : undefined,
      });
    },
    onSettled: () => cache.invalidateQueries({ queryKey: automationsQuery.queryKey }),
  });
  const underway = switching.isPending ? switching.variables : null;
  return {
    asked,
    error: switching.error,
    isPending: switching.isPending,
    isOn: (rule: Automation) => (underway?.rule.id === rule.id ? underway.isOn : rule.isOn),
    turnOff: (rule: Automation) => switching.mutate({ rule, isOn: false }),
    turnOn: (rule: Automation) => (mayWaitAlready(rule) ? ask(rule) : switching.mutate({ rule, isOn: true })),
    answer(alsoCurrent: boolean) {
      if (asked) switching.mutate({ rule: asked, isOn: true, alsoCurrent });
      ask(null);
    },
    cancel: () => ask(null),
  };
}

type Props = { rule: Automation; switching: ReturnType<typeof useSwitch> };

/** Asks whether a rule is for what waits already, too. */
export function SwitchOn({ rule, switching }: Props) {
  const { t } = useTexts();
  const [which, setWhich] = useState<"new" | "all">("new");
  return (
    <Dialog
      title={t("automation.switchOn", { name: rule.name })}
      size="s"
      isOpen
      onOpenChange={(open) => !open && switching.cancel()}
      actions={
        <>
          <Button onPress={switching.cancel}>{t("ui.cancel")}</Button>
          <Button kind="primary" onPress={() => switching.answer(which === "all")}>
            {t("automation.switchOn.do")}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t("automation.switchOn.which")}
        options={[
          { id: "new", label: t("automation.switchOn.new"), description: t("automation.switchOn.new.words") },
          { id: "all", label: t("automation.switchOn.all"), description: t("automation.switchOn.all.words") },
        ]}
        value={which}
        onChange={setWhich}
      />
    </Dialog>
  );
}
