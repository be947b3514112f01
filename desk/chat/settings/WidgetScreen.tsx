import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { type ChatWidget, deleteChatWidget, patchChatWidget } from "../../../contract/chat.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { colour, words } from "../../accounts/rules.ts";
import { call, isProblem } from "../../app/call.ts";
import { useBrands } from "../../app/lookups.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useUnsaved } from "../../app/Unsaved.tsx";
import editorStyles from "../../settings/Editor.module.css";
import { EditorFoot } from "../../settings/EditorFoot.tsx";
import { addressOf, useGo, usePlace } from "../../settings/place.ts";
import type { Locale } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { toast } from "../../ui/toasts.ts";
import { Identity } from "./Identity.tsx";
import { Install } from "./Install.tsx";
import { InvitationsSection } from "./InvitationsSection.tsx";
import { LookSection } from "./LookSection.tsx";
import { widgetsQuery } from "./queries.ts";
import { BeforeSection, MannersSection, PlaceSection, WordsSection } from "./Sections.tsx";
import { bodyOf, sites, type Values, valuesOf } from "./values.ts";

const rules = {
  name: words(100),
  origins: sites,
  launcher: (value: unknown) => colour((value as Values["launcher"]).colour),
};
const tabs = ["settings", "install", "identity"] as const;
type TabId = (typeof tabs)[number];

/** One chat: how it is, how it gets onto a site, and how a site says who its visitors are. */
export function WidgetScreen({ widget }: { widget: ChatWidget }) {
  const { t } = useTexts();
  const { more } = usePlace();
  const go = useGo("chat");
  const keep = useKeep();
  const [removing, setRemoving] = useState(false);
  usePageTitle(widget.name);
  const shown: TabId = tabs.find((tab) => tab === more) ?? "settings";

  const saving = useMutation({
    mutationFn: (values: Values) =>
      call(patchChatWidget, { params: { id: widget.id }, body: bodyOf(values) }),
    onSuccess: (now) => {
      keep(now);
      form.reset(valuesOf(now));
      toast({ kind: "good", text: t("form.saved") });
    },
  });
  const form = useForm<Values>(rules, valuesOf(widget), (values) => saving.mutate(values), saving.error);
  const forget = useUnsaved(form.changed, addressOf("chat", widget.id));

  return (
    <div className={editorStyles.editor}>
      <PageHeader
        title={<bdi>{widget.name}</bdi>}
        description={<bdi>{widget.brand.name}</bdi>}
        back={{ href: addressOf("chat"), label: t("settings.chat") }}
        actions={
          <>
            <OnSwitch widget={widget} onSaved={(isOn) => form.set({ isOn })} />
            <Button kind="quiet" icon={Trash2} onPress={() => setRemoving(true)}>
              {t("settings.remove")}
            </Button>
          </>
        }
      />
      <Tabs<TabId>
        label={widget.name}
        selected={shown}
        onChange={(tab) => tab !== shown && go(tab === "settings" ? widget.id : `${widget.id}/${tab}`)}
        tabs={[
          {
            id: "settings",
            label: t("chatSettings.tab.settings"),
            content: (
              <Settings
                widget={widget}
                form={form}
                saving={saving}
                taken={isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined}
              />
            ),
          },
          {
            id: "install",
            label: t("chatSettings.tab.install"),
            content: <Install widget={widget} />,
          },
          {
            id: "identity",
            label: t("chatSettings.tab.identity"),
            content: <Identity widget={widget} />,
          },
        ]}
      />
      {removing && <Removing widget={widget} onClose={() => setRemoving(false)} onGone={forget} />}
    </div>
  );
}

type SettingsProps = {
  widget: ChatWidget;
  form: ReturnType<typeof useForm<Values>>;
  saving: { isPending: boolean; error: unknown; reset: () => void };
  taken?: string;
};

function Settings({ widget, form, saving, taken }: SettingsProps) {
  const { locale: reader } = useTexts();
  const brand = useBrands().find(({ id }) => id === widget.brand.id);
  const locales = brand?.locales ?? [reader];
  const [chosen, setLocale] = useState<Locale>(locales.includes(reader) ? reader : locales[0]!);
  const shared = {
    widget,
    values: form.values,
    set: form.set,
    fault: form.fault,
    locales,
    locale: locales.includes(chosen) ? chosen : locales[0]!,
    onLocale: setLocale,
  };
  return (
    <FormOf of={form}>
      <PlaceSection {...shared} taken={taken} />
      <LookSection {...shared} />
      <WordsSection {...shared} />
      <BeforeSection {...shared} />
      <MannersSection {...shared} />
      <InvitationsSection {...shared} />
      <EditorFoot
        isChanged={form.changed}
        saving={saving}
        isPlaced={taken !== undefined}
        onReset={() => {
          saving.reset();
          form.reset();
        }}
      />
    </FormOf>
  );
}

export function useKeep() {
  const cache = useQueryClient();
  return (now: ChatWidget) =>
    cache.setQueryData(widgetsQuery.queryKey, (all) => all?.map((each) => (each.id === now.id ? now : each)));
}

type SwitchProps = { widget: ChatWidget; onSaved: (isOn: boolean) => void };

function OnSwitch({ widget, onSaved }: SwitchProps) {
  const { t } = useTexts();
  const keep = useKeep();
  const switching = useMutation({
    mutationFn: (isOn: boolean) => call(patchChatWidget, { params: { id: widget.id }, body: { isOn } }),
    onSuccess: (now) => {
      keep(now);
      onSaved(now.isOn);
      toast({
        text: t(now.isOn ? "chatSettings.turnedOn" : "chatSettings.turnedOff"),
        undo: () => switching.mutate(!now.isOn),
      });
    },
    onError: (_thrown, isOn) =>
      toast({
        kind: "failed",
        text: t("conversation.change.failed"),
        action: { label: t("ui.tryAgain"), act: () => switching.mutate(isOn) },
      }),
  });
  const isOn = switching.isPending ? switching.variables : widget.isOn;
  return (
    <Switch isSelected={isOn} onChange={(on) => switching.mutate(on)}>
      {t(isOn ? "help.on" : "help.off")}
    </Switch>
  );
}

type RemovingProps = { widget: ChatWidget; onClose: () => void; onGone: () => void };

function Removing({ widget, onClose, onGone }: RemovingProps) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("chat");
  const removal = useMutation({
    mutationFn: () => call(deleteChatWidget, { params: { id: widget.id } }),
    onSuccess: async () => {
      onGone();
      toast({ kind: "good", text: t("chatSettings.removed", { name: widget.name }) });
      await go();
      await cache.invalidateQueries({ queryKey: widgetsQuery.queryKey });
    },
  });
  return (
    <ConfirmDialog
      title={t("chatSettings.removeAsk", { name: widget.name })}
      words={t("chatSettings.removeWords")}
      action={t("settings.remove")}
      doing={removal}
      onClose={onClose}
    />
  );
}
