import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Agent, patchAgent, postInvitation } from "../../contract/accounts.ts";
import type { Role } from "../../contract/permissions.ts";
import type { BodyIn } from "../../contract/route.ts";
import { FieldRow, useForm } from "../accounts/form.tsx";
import { words } from "../accounts/rules.ts";
import { call } from "../app/call.ts";
import { agentsQuery, teamsQuery } from "../app/lookups.ts";
import { meQuery, useMe } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Link } from "../ui/Link.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { BrandWallField } from "./BrandWallField.tsx";
import { ItemDialog } from "./ItemDialog.tsx";
import { addressOf } from "./place.ts";
import { RoleField } from "./RoleField.tsx";
import { TeamsField } from "./TeamsField.tsx";

type Values = { name: string; role: Role; brands: string[] | null; teams: string[] };
type Change = BodyIn<typeof patchAgent>;

const rules = { name: words(100) };

export function AgentDialog({ agent, onClose }: { agent: Agent; onClose: () => void }) {
  const { t } = useTexts();
  const me = useMe();
  const cache = useQueryClient();
  const [asking, setAsking] = useState<"shut-out" | "factor" | null>(null);
  const self = agent.id === me.agent.id;

  async function done(text: string) {
    await Promise.all(
      [agentsQuery, teamsQuery, ...(self ? [meQuery] : [])].map(({ queryKey }) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
    toast({ kind: "good", text });
    onClose();
  }
  const change = (body: Change) => call(patchAgent, { params: { id: agent.id }, body });
  const { name } = agent;
  const saving = useMutation({ mutationFn: change, onSuccess: () => done(t("form.saved")) });
  const shuttingOut = useMutation({
    mutationFn: () => change({ status: "disabled" }),
    onSuccess: () => done(t("settings.agents.shutOutDone", { name })),
  });
  const lettingIn = useMutation({
    mutationFn: () => change({ status: "active" }),
    onSuccess: () => done(t("settings.agents.letInDone", { name })),
  });
  const takingFactor = useMutation({
    mutationFn: () => change({ secondFactor: false }),
    onSuccess: () => done(t("settings.agents.factorTaken", { name })),
  });
  const invitingAgain = useMutation({
    mutationFn: () => call(postInvitation, { params: { id: agent.id } }),
    onSuccess: () => done(t("settings.agents.invited", { email: agent.email })),
  });
  const form = useForm<Values>(
    rules,
    { name, role: agent.role, brands: agent.brands, teams: agent.teams },
    (values) => saving.mutate(values),
    saving.error,
  );
  const { values, set } = form;

  if (asking)
    return (
      <ConfirmDialog
        title={t(asking === "factor" ? "settings.agents.factorTakeOf" : "settings.agents.shutOutOf", {
          name,
        })}
        words={t(asking === "factor" ? "settings.agents.factorTakeWords" : "settings.agents.shutOutWords")}
        action={t(asking === "factor" ? "settings.agents.factorTake" : "settings.agents.shutOut")}
        doing={asking === "factor" ? takingFactor : shuttingOut}
        onClose={() => {
          takingFactor.reset();
          shuttingOut.reset();
          setAsking(null);
        }}
      />
    );

  return (
    <ItemDialog
      title={t("settings.change", { name })}
      form={form}
      saving={saving}
      action={t("form.save")}
      onClose={onClose}
      more={
        <>
          {agent.status === "disabled" && (
            <Button kind="quiet" busy={lettingIn.isPending} onPress={() => lettingIn.mutate()}>
              {t("settings.agents.letIn")}
            </Button>
          )}
          {agent.status === "invited" && (
            <Button kind="quiet" busy={invitingAgain.isPending} onPress={() => invitingAgain.mutate()}>
              {t("settings.agents.again")}
            </Button>
          )}
          {agent.secondFactor && !self && (
            <Button kind="quiet" onPress={() => setAsking("factor")}>
              {t("settings.agents.factorTake")}
            </Button>
          )}
          {agent.status !== "disabled" && !self && (
            <Button kind="quiet" onPress={() => setAsking("shut-out")}>
              {t("settings.agents.shutOut")}
            </Button>
          )}
        </>
      }
    >
      {(lettingIn.error || invitingAgain.error) && <Problem of={lettingIn.error ?? invitingAgain.error} />}
      <TextField label={t("accounts.email")} type="email" isReadOnly value={agent.email} />
      <FieldRow>
        <TextField
          label={t("settings.agents.name")}
          value={values.name}
          onChange={(changed) => set({ name: changed })}
          error={form.fault("name")}
        />
        <RoleField value={values.role} onChange={(role) => set({ role })} />
      </FieldRow>
      <BrandWallField
        value={values.brands}
        onChange={(brands) => set({ brands })}
        error={form.fault("brands")}
      />
      <TeamsField value={values.teams} onChange={(teams) => set({ teams })} />
      {agent.status !== "disabled" && (
        <p>
          <Link href={addressOf("work", agent.id)}>{t("settings.work.open")}</Link>
        </p>
      )}
    </ItemDialog>
  );
}
