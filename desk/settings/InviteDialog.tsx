import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { postAgent } from "../../contract/accounts.ts";
import type { Role } from "../../contract/permissions.ts";
import { FieldRow, useForm } from "../accounts/form.tsx";
import { LanguageField } from "../accounts/LanguageField.tsx";
import { email, words } from "../accounts/rules.ts";
import { call, isProblem } from "../app/call.ts";
import { agentsQuery, teamsQuery } from "../app/lookups.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { TextField } from "../ui/TextField.tsx";
import { toast } from "../ui/toasts.ts";
import { BrandWallField } from "./BrandWallField.tsx";
import { ItemDialog } from "./ItemDialog.tsx";
import { workspaceQuery } from "./queries.ts";
import { RoleField } from "./RoleField.tsx";
import { TeamsField } from "./TeamsField.tsx";

type Values = {
  name: string;
  email: string;
  role: Role;
  /** Null until chosen: the workspace's own. */
  locale: Locale | null;
  brands: string[] | null;
  teams: string[];
};

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useTexts();
  const cache = useQueryClient();
  const workspace = useQuery(workspaceQuery).data;
  const usual = workspace?.locale ?? locale;
  const inviting = useMutation({
    mutationFn: (values: Values) => call(postAgent, { body: { ...values, locale: values.locale ?? usual } }),
    onSuccess: async (agent) => {
      await Promise.all([
        cache.invalidateQueries({ queryKey: agentsQuery.queryKey }),
        cache.invalidateQueries({ queryKey: teamsQuery.queryKey }),
      ]);
      toast({ kind: "good", text: t("settings.agents.invited", { email: agent.email }) });
      onClose();
    },
  });
  const form = useForm<Values>(
    { name: words(100), email },
    { name: "", email: "", role: "agent", locale: null, brands: null, teams: [] },
    (values) => inviting.mutate(values),
    inviting.error,
  );
  const { values, set } = form;
  const taken = isProblem(inviting.error, "already_exists") ? inviting.error.problem.title : undefined;

  return (
    <ItemDialog
      title={t("settings.agents.add")}
      form={form}
      saving={taken ? { ...inviting, error: null } : inviting}
      action={t("settings.agents.invite")}
      onClose={onClose}
    >
      <FieldRow>
        <TextField
          label={t("settings.agents.name")}
          autoComplete="off"
          autoFocus
          value={values.name}
          onChange={(name) => set({ name })}
          error={form.fault("name")}
        />
        <TextField
          label={t("accounts.email")}
          type="email"
          autoComplete="off"
          value={values.email}
          onChange={(address) => set({ email: address })}
          error={form.fault("email") ?? taken}
        />
      </FieldRow>
      <FieldRow>
        <RoleField value={values.role} onChange={(role) => set({ role })} />
        <LanguageField
          label={t("settings.agents.language")}
          value={values.locale ?? usual}
          onChange={(chosen) => set({ locale: chosen })}
        />
      </FieldRow>
      <BrandWallField
        value={values.brands}
        onChange={(brands) => set({ brands })}
        error={form.fault("brands")}
      />
      <TeamsField value={values.teams} onChange={(teams) => set({ teams })} />
    </ItemDialog>
  );
}
