import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { type Automation, deleteAutomation } from "../../contract/automations.ts";
import { call } from "../app/call.ts";
import { useGo } from "../settings/place.ts";
import { useTexts } from "../texts/Texts.tsx";
import { IconButton } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { toast } from "../ui/toasts.ts";
import { automationsQuery } from "./queries.ts";

/** Removes a rule after a question. What it did stays in the logs. */
export function RemoveRule({ rule, onRemoved }: { rule: Automation; onRemoved: () => void }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("automations");
  const [isAsked, setAsked] = useState(false);
  const removing = useMutation({
    mutationFn: () => call(deleteAutomation, { params: { id: rule.id } }),
    async onSuccess() {
      onRemoved();
      toast({ kind: "good", text: t("automation.removed", { name: rule.name }) });
      await go();
      await cache.invalidateQueries({ queryKey: automationsQuery.queryKey });
    },
  });
  return (
    <>
      <IconButton
        icon={Trash2}
        label={t("automation.remove", { name: rule.name })}
        onPress={() => setAsked(true)}
      />
      {isAsked && (
        <ConfirmDialog
          title={t("automation.remove", { name: rule.name })}
          words={t("automation.removeWords")}
          action={t("settings.remove")}
          doing={removing}
          onClose={() => {
            removing.reset();
            setAsked(false);
          }}
        />
      )}
    </>
  );
}
