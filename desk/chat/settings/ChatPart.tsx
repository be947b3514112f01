import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MessagesSquare, Plus, SearchX } from "lucide-react";
import { type ChatWidget, postChatWidget } from "../../../contract/chat.ts";
import type { Inbox } from "../../../contract/inboxes.ts";
import { useForm } from "../../accounts/form.tsx";
import { chosen, words } from "../../accounts/rules.ts";
import { call, isProblem } from "../../app/call.ts";
import { inboxesQuery } from "../../app/lookups.ts";
import { InboxFirst } from "../../settings/InboxFirst.tsx";
import { ItemDialog } from "../../settings/ItemDialog.tsx";
import { Loaded } from "../../settings/Loaded.tsx";
import { Dot, NameCell } from "../../settings/NameCell.tsx";
import { Part } from "../../settings/Part.tsx";
import { addressOf, useGo, usePlace } from "../../settings/place.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { Select } from "../../ui/Select.tsx";
import { Table } from "../../ui/Table.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Blocked } from "./Blocked.tsx";
import { widgetsQuery } from "./queries.ts";
import { WidgetScreen } from "./WidgetScreen.tsx";

/** The chats on the sites of the brands, or one of them. */
export function ChatPart() {
  const { t } = useTexts();
  const { item } = usePlace();
  const go = useGo("chat");
  const widgets = useQuery(widgetsQuery);
  const inboxes = useQuery(inboxesQuery).data;
  const open = widgets.data?.find(({ id }) => id === item);
  if (open) return <WidgetScreen key={open.id} widget={open} />;
  const add = (
    <Button kind="primary" icon={Plus} onPress={() => go("new")}>
      {t("chatSettings.add")}
    </Button>
  );
  return (
    <Part id="chat" actions={widgets.data?.length ? add : undefined}>
      <Loaded of={widgets}>
        {(rows) =>
          item && item !== "new" ? (
            <EmptyState icon={SearchX} title={t("chatSettings.gone")}>
              <Link href={addressOf("chat")}>{t("chatSettings.toList")}</Link>
            </EmptyState>
          ) : rows.length ? (
            <Widgets rows={rows} />
          ) : (
            <EmptyState
              icon={MessagesSquare}
              title={t("chatSettings.none")}
              actions={inboxes?.length ? add : undefined}
            >
              {inboxes?.length === 0 ? <InboxFirst /> : t("chatSettings.noneWords")}
            </EmptyState>
          )
        }
      </Loaded>
      <Blocked />
      {item === "new" && inboxes && inboxes.length > 0 && (
        <NewWidget inboxes={inboxes} onClose={() => go()} />
      )}
    </Part>
  );
}

function Widgets({ rows }: { rows: ChatWidget[] }) {
  const { t, compare } = useTexts();
  return (
    <Table
      label={t("settings.chat")}
      rows={rows.toSorted((a, b) => compare(a.brand.name, b.brand.name) || compare(a.name, b.name))}
      keyOf={({ id }) => id}
      columns={[
        {
          id: "name",
          header: t("settings.name"),
          cell: ({ id, name, brand, launcher }) => (
            <NameCell
              name={name}
              href={addressOf("chat", id)}
              mark={<Dot colour={launcher.colour} />}
              below={<bdi>{brand.name}</bdi>}
            />
          ),
        },
        {
          id: "sites",
          header: t("chatSettings.origins"),
          wideOnly: true,
          cell: ({ allowedOrigins }) =>
            allowedOrigins.length === 0 ? (
              t("chatSettings.anySite")
            ) : (
              <bdi dir="ltr">{allowedOrigins.join(", ")}</bdi>
            ),
        },
        {
          id: "on",
          header: t("help.state"),
          cell: ({ isOn }) => (
            <Badge tone={isOn ? "good" : "neutral"}>{t(isOn ? "help.on" : "help.off")}</Badge>
          ),
        },
      ]}
    />
  );
}

/** A name and an inbox are enough to begin with; all else is as usual. */
function NewWidget({ inboxes, onClose }: { inboxes: Inbox[]; onClose: () => void }) {
  const { t, compare } = useTexts();
  const cache = useQueryClient();
  const go = useGo("chat");
  const saving = useMutation({
    mutationFn: ({ name, inbox }: { name: string; inbox: string | null }) =>
      call(postChatWidget, { body: { name: name.trim(), inbox: inbox! } }),
    onSuccess: async (made) => {
      form.reset();
      await cache.invalidateQueries({ queryKey: widgetsQuery.queryKey });
      await go(`${made.id}/install`);
    },
  });
  const form = useForm<{ name: string; inbox: string | null }>(
    { name: words(100), inbox: chosen },
    { name: "", inbox: inboxes.length === 1 ? inboxes[0]!.id : null },
    (values) => saving.mutate(values),
    saving.error,
  );
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;
  return (
    <ItemDialog
      title={t("chatSettings.add")}
      form={form}
      saving={taken ? { ...saving, error: null } : saving}
      action={t("chatSettings.add")}
      onClose={onClose}
    >
      <TextField
        label={t("settings.inboxes.name")}
        autoFocus
        maxLength={100}
        value={form.values.name}
        onChange={(name) => form.set({ name })}
        error={form.fault("name") ?? taken}
      />
      <Select
        label={t("chatSettings.inbox")}
        description={t("chatSettings.inboxWords")}
        options={inboxes
          .toSorted((a, b) => compare(a.brand.name, b.brand.name))
          .map(({ id, address, brand }) => ({ id, label: address, description: brand.name }))}
        value={form.values.inbox}
        onChange={(inbox) => form.set({ inbox })}
        error={form.fault("inbox")}
      />
    </ItemDialog>
  );
}
