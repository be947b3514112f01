import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import type { Automation } from "../../contract/automations.ts";
import { Loaded } from "../settings/Loaded.tsx";
import { addressOf, useGo, usePlace } from "../settings/place.ts";
import { useTexts } from "../texts/Texts.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Link } from "../ui/Link.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Switch } from "../ui/Switch.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { emptyRule } from "./draft.ts";
import { automationsQuery, templatesQuery } from "./queries.ts";
import { RemoveRule } from "./RemoveRule.tsx";
import { RuleEditor } from "./RuleEditor.tsx";
import { RuleLog } from "./RuleLog.tsx";
import { useRuleDraft } from "./rule-draft.ts";
import { SwitchOn, useSwitch } from "./SwitchOn.tsx";
import { Versions } from "./Versions.tsx";

/** One rule on a page of its own: what it says, what it would touch, how it read before, what it did. */
export function RuleScreen({ item }: { item: string }) {
  return item === "new" ? <NewRule /> : <KnownRule id={item} />;
}

const back = (label: string) => ({ href: addressOf("automations"), label });

function NewRule() {
  const { t } = useTexts();
  const { more } = usePlace();
  const templates = useQuery({ ...templatesQuery, enabled: more !== null });
  const template = templates.data?.find(({ key }) => key === more);
  return (
    <>
      <PageHeader
        title={t("automation.new")}
        description={template?.words}
        back={back(t("settings.automations"))}
      />
      {more === null ? (
        <Fresh />
      ) : (
        <Loaded of={templates}>{() => <Fresh key={more} template={template} />}</Loaded>
      )}
    </>
  );
}

function Fresh({ template }: { template?: ReturnType<typeof emptyRule> }) {
  const draft = useRuleDraft(null, template ?? emptyRule());
  return <RuleEditor of={draft} />;
}

function KnownRule({ id }: { id: string }) {
  const { t } = useTexts();
  const rules = useQuery(automationsQuery);
  return (
    <Loaded of={rules}>
      {(known) => {
        const rule = known.find((each) => each.id === id);
        return rule ? (
          <Rule rule={rule} />
        ) : (
          <>
            <PageHeader title={t("settings.automations")} back={back(t("settings.automations"))} />
            <EmptyState icon={SearchX} title={t("automation.isGone")}>
              <Link href={addressOf("automations")}>{t("automation.toList")}</Link>
            </EmptyState>
          </>
        );
      }}
    </Loaded>
  );
}

const tabs = ["rule", "log", "versions"] as const;
type TabId = (typeof tabs)[number];

function Rule({ rule }: { rule: Automation }) {
  const { t } = useTexts();
  const { more } = usePlace();
  const go = useGo("automations");
  const draft = useRuleDraft(rule, rule);
  const switching = useSwitch();
  const shown: TabId = tabs.find((tab) => tab === more) ?? "rule";
  const content: Record<TabId, React.ReactNode> = {
    rule: <RuleEditor of={draft} switching={switching} />,
    log: <RuleLog automation={rule} />,
    versions: <Versions automation={rule} />,
  };
  return (
    <>
      <PageHeader
        title={<bdi>{rule.name}</bdi>}
        back={back(t("settings.automations"))}
        actions={
          <>
            <Switch
              aria-label={t("automation.switch", { name: rule.name })}
              isSelected={switching.isOn(rule)}
              onChange={(isOn) => (isOn ? switching.turnOn(rule) : switching.turnOff(rule))}
            >
              {t(switching.isOn(rule) ? "automation.on" : "automation.off")}
            </Switch>
            <RemoveRule rule={rule} onRemoved={draft.forget} />
          </>
        }
      />
      <Tabs<TabId>
        label={rule.name}
        selected={shown}
        onChange={(tab) => tab !== shown && go(tab === "rule" ? rule.id : `${rule.id}/${tab}`)}
        tabs={tabs.map((id) => ({ id, label: t(`automation.tab.${id}`), content: content[id] }))}
      />
      {switching.asked && <SwitchOn switching={switching} rule={switching.asked} />}
    </>
  );
}
