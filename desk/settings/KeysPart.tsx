import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BookOpen, KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { type ApiKey, deleteApiKey } from "../../contract/accounts.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Table } from "../ui/Table.tsx";
import { Time } from "../ui/Time.tsx";
import { toast } from "../ui/toasts.ts";
import { KeyDialog } from "./KeyDialog.tsx";
import { Loaded } from "./Loaded.tsx";
import { NameCell } from "./NameCell.tsx";
import { Part } from "./Part.tsx";
import { permissionWords } from "./permission-words.ts";
import { useGo, usePlace } from "./place.ts";
import { keysQuery } from "./queries.ts";

export function KeysPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("keys");
  const keys = useQuery(keysQuery);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("settings.keys.add")}
    </Button>
  );

  return (
    <Part
      id="keys"
      actions={
        <>
          <Button icon={BookOpen} onPress={() => window.open("/api/docs", "_blank", "noopener")}>
            {t("settings.keys.page")}
          </Button>
          {keys.data?.length ? add : null}
        </>
      }
    >
      <Loaded of={keys}>
        {(rows) =>
          rows.length ? (
            <Keys rows={rows} onRevoke={setRevoking} />
          ) : (
            <EmptyState icon={KeyRound} title={t("settings.keys.none")} actions={add}>
              {t("settings.keys.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
      {item === "new" && <KeyDialog onClose={() => go()} />}
      {revoking && <Revoke apiKey={revoking} onClose={() => setRevoking(null)} />}
    </Part>
  );
}

function Keys({ rows, onRevoke }: { rows: ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const { t } = useTexts();
  return (
    <Table
      label={t("settings.keys")}
      rows={rows.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))}
      keyOf={(key) => key.id}
      columns={[
        {
          id: "name",
          header: t("settings.keys.name"),
          cell: (key) => (
            <NameCell
              name={key.name}
              below={
                <>
                  {t("settings.keys.hint")} <code dir="ltr">{key.hint}</code>
                </>
              }
            />
          ),
        },
        {
          id: "scopes",
          header: t("settings.keys.scopes"),
          wideOnly: true,
          cell: (key) => (
            <span title={key.scopes.map((scope) => permissionWords(scope, t)).join("\n")}>
              {t("settings.keys.scopeCount", { count: key.scopes.length })}
            </span>
          ),
        },
        {
          id: "used",
          header: t("settings.keys.used"),
          wideOnly: true,
          cell: (key) => (key.lastUsedAt ? <Time at={key.lastUsedAt} /> : t("settings.keys.never")),
        },
        {
          id: "created",
          header: t("settings.keys.created"),
          wideOnly: true,
          cell: (key) => <Time at={key.createdAt} />,
        },
        {
          id: "revoke",
          header: "",
          align: "end",
          cell: (key) => (
            <Button
              size="s"
              aria-label={t("settings.keys.revokeOf", { name: key.name })}
              onPress={() => onRevoke(key)}
            >
              {t("settings.keys.revoke")}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Revoke({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const revocation = useMutation({
    mutationFn: () => call(deleteApiKey, { params: { id: apiKey.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: keysQuery.queryKey });
      toast({ kind: "good", text: t("settings.keys.revoked", { name: apiKey.name }) });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t("settings.keys.revokeOf", { name: apiKey.name })}
      words={t("settings.keys.revokeWords")}
      action={t("settings.keys.revoke")}
      doing={revocation}
      onClose={onClose}
    />
  );
}
