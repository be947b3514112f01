import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import {
  type ClockPolicy,
  deleteClockPolicy,
  patchClockPolicy,
  postClockPolicy,
  postClockTrial,
} from "../../../contract/clocks.ts";
import { Channel, Priority } from "../../../contract/conversations.ts";
import { Tier } from "../../../contract/customers.ts";
import { FormOf, useForm } from "../../accounts/form.tsx";
import { words } from "../../accounts/rules.ts";
import { call, isProblem } from "../../app/call.ts";
import { useLines } from "../../app/lines.ts";
import { useBrands } from "../../app/lookups.ts";
import { useMe } from "../../app/me.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { useUnsaved } from "../../app/Unsaved.tsx";
import { useClockName } from "../../clocks/clock-name.ts";
import { policiesQuery } from "../../clocks/queries.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { TagBox } from "../../ui/ComboBox.tsx";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Problem } from "../../ui/Problem.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { toast } from "../../ui/toasts.ts";
import { addressOf, useGo } from "../place.ts";
import { ClockFields } from "./ClockFields.tsx";
import styles from "./clocks.module.css";
import { type ClockDraft, clocksFault, ownClock, type PolicyDraft, toBody, toDraft } from "./draft.ts";
import { Trial } from "./Trial.tsx";

const daysTried = 90;

/** A policy on a page of its own: for which matters, which clocks, and what it would have made of the last 90 days. */
export function PolicyScreen({ policy }: { policy: ClockPolicy | null }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("clocks");
  const me = useMe();
  const [removing, setRemoving] = useState(false);
  const title = policy ? policy.name : t("settings.clocks.add");
  usePageTitle(title);

  const saving = useMutation({
    mutationFn: ({ draft, isOn }: { draft: PolicyDraft; isOn: boolean }) => {
      const body = { ...toBody(draft), isOn };
      return policy
        ? call(patchClockPolicy, { params: { id: policy.id }, body })
        : call(postClockPolicy, { body });
    },
    onSuccess: ({ name, isOn }) =>
      leave(t(isOn ? "settings.clocks.saved" : "settings.clocks.savedOff", { name })),
  });
  const removal = useMutation({
    mutationFn: () => call(deleteClockPolicy, { params: { id: policy!.id } }),
    onSuccess: () => leave(t("settings.clocks.removed", { name: policy!.name })),
  });
  const trial = useMutation({
    mutationFn: (draft: PolicyDraft) => {
      const { name: _, ...body } = toBody(draft);
      return call(postClockTrial, { body: { ...body, id: policy?.id, days: daysTried } });
    },
  });

  // Read when the form is sent, which is before a state set by the same press would be.
  const wantsOn = useRef(true);
  const [isTrying, setTrying] = useState(false);
  const form = useForm<PolicyDraft>(
    {
      name: words(100),
      // Who serves some brands promises nothing to the customers of others.
      brands: (brands) =>
        me.agent.brands && Array.isArray(brands) && brands.length === 0 ? { key: "form.fault.choose" } : null,
      clocks: (clocks) => {
        const key = clocksFault(clocks as ClockDraft[]);
        return key && { key };
      },
    },
    toDraft(policy),
    (draft) => saving.mutate({ draft, isOn: wantsOn.current }),
    saving.error,
  );
  const { values, set } = form;
  const letGo = useUnsaved(form.changed, addressOf("clocks", policy?.id ?? "new"));
  const taken = isProblem(saving.error, "already_exists") ? saving.error.problem.title : undefined;
  const queueIsGone =
    isProblem(saving.error) &&
    saving.error.problem.fields?.some(({ message }) => message === "queue_is_gone");
  const clocksWrong = clocksFault(values.clocks);

  async function leave(text: string) {
    letGo();
    await cache.invalidateQueries({ queryKey: policiesQuery.queryKey });
    toast({ kind: "good", text });
    go();
  }
  function tryIt() {
    setTrying(true);
    if (!clocksWrong) trial.mutate(values);
  }
  const change = (key: string, changes: Partial<ClockDraft>) =>
    set({ clocks: values.clocks.map((clock) => (clock.key === key ? { ...clock, ...changes } : clock)) });
  const clocksError =
    (queueIsGone ? t("settings.clocks.fault.queueGone") : form.fault("clocks")) ??
    (isTrying && clocksWrong ? t(clocksWrong) : undefined);

  return (
    <>
      <PageHeader
        title={<bdi>{title}</bdi>}
        back={{ href: addressOf("clocks"), label: t("settings.clocks") }}
        actions={
          policy && (
            <Badge tone={policy.isOn ? "good" : "neutral"}>
              {t(policy.isOn ? "settings.clocks.on" : "settings.clocks.off")}
            </Badge>
          )
        }
      />
      <FormOf of={form}>
        <FormSection title={t("settings.clocks.what")} description={t("settings.clocks.whatWords")}>
          <TextField
            label={t("settings.name")}
            autoFocus={!policy}
            maxLength={100}
            value={values.name}
            onChange={(name) => set({ name })}
            error={form.fault("name") ?? taken}
          />
          <ForWhat values={values} set={set} brandsError={form.fault("brands")} />
        </FormSection>
        <FormSection
          title={t("clocks.title")}
          description={
            <>
              {t("settings.clocks.clocksWords")}
              <br />
              <br />
              {t("settings.clocks.ladderHint")}
            </>
          }
        >
          {values.clocks.map((clock) => (
            <ClockFields
              key={clock.key}
              clock={clock}
              lines={values.lines}
              onChange={(changes) => change(clock.key, changes)}
              onRemove={() => set({ clocks: values.clocks.filter(({ key }) => key !== clock.key) })}
              isTried={clocksError !== undefined}
            />
          ))}
          <div className={styles.add}>
            <Button
              size="s"
              icon={Plus}
              onPress={() => set({ clocks: [...values.clocks, ownClock(values.clocks)] })}
            >
              {t("settings.clocks.addOwn")}
            </Button>
          </div>
          {clocksError && (
            <p role="alert" className={styles.warning}>
              {clocksError}
            </p>
          )}
        </FormSection>
        <Trial
          tried={trial.data}
          isOld={trial.variables !== undefined && differs(trial.variables, values)}
          isBusy={trial.isPending}
          error={trial.error}
          onTry={tryIt}
          nameOf={useNamesOf(values)}
        />
        <footer className={styles.foot}>
          {saving.error && !taken && !queueIsGone ? (
            <div className={styles.footProblem}>
              <Problem of={saving.error} />
            </div>
          ) : null}
          <span className={styles.footStart}>
            {policy && (
              <Button kind="quiet" onPress={() => setRemoving(true)}>
                {t("settings.remove")}
              </Button>
            )}
            {form.changed && <span className={styles.unsaved}>{t("settings.clocks.isUnsaved")}</span>}
          </span>
          <Button onPress={() => go()}>{t("ui.cancel")}</Button>
          {!policy?.isOn && (
            <Button
              busy={saving.isPending && !saving.variables.isOn}
              onPress={() => {
                wantsOn.current = false;
                (document.getElementById(form.id) as HTMLFormElement).requestSubmit();
              }}
            >
              {t("settings.clocks.saveOff")}
            </Button>
          )}
          <Button
            type="submit"
            kind="primary"
            busy={saving.isPending && saving.variables.isOn}
            onPress={() => {
              wantsOn.current = true;
            }}
          >
            {t(policy?.isOn ? "form.save" : "settings.clocks.saveOn")}
          </Button>
        </footer>
      </FormOf>
      {removing && policy && (
        <ConfirmDialog
          title={t("settings.clocks.remove", { name: policy.name })}
          words={t("settings.clocks.removeWords")}
          action={t("settings.remove")}
          doing={removal}
          onClose={() => {
            removal.reset();
            setRemoving(false);
          }}
        />
      )}
    </>
  );
}

/** Whether a trial would come out otherwise; the name plays no part in it. */
const differs = ({ name: _a, ...one }: PolicyDraft, { name: _b, ...other }: PolicyDraft) =>
  JSON.stringify(one) !== JSON.stringify(other);

/** Clocks by their names: those of the draft, else those that other policies gave them. */
function useNamesOf({ clocks }: PolicyDraft): ReturnType<typeof useClockName> {
  const nameOf = useClockName();
  const { data: policies = [] } = useQuery(policiesQuery);
  const targets = policies.flatMap((policy) => policy.clocks);
  return ({ clock }) =>
    nameOf({
      clock,
      names:
        clocks.find(({ key }) => key === clock)?.names ?? targets.find((each) => each.clock === clock)?.names,
    });
}

type ForWhatProps = {
  values: PolicyDraft;
  set: (changes: Partial<PolicyDraft>) => void;
  brandsError?: string;
};

/** For which matters; what is left empty is no condition. */
function ForWhat({ values, set, brandsError }: ForWhatProps) {
  const { t, compare } = useTexts();
  const brands = useBrands();
  const lines = useLines();
  return (
    <>
      {lines.length > 1 && (
        <TagBox
          label={t("settings.lines")}
          placeholder={t("settings.queues.anyLine")}
          options={lines.map(({ line, name }) => ({ id: line, label: name }))}
          value={values.lines}
          onChange={(chosen) => set({ lines: chosen })}
        />
      )}
      {brands.length > 1 && (
        <TagBox
          label={t("settings.queues.brands")}
          placeholder={t("settings.queues.anyBrand")}
          options={brands
            .toSorted((a, b) => compare(a.name, b.name))
            .map(({ id, name }) => ({ id, label: name }))}
          value={values.brands}
          onChange={(chosen) => set({ brands: chosen })}
          error={brandsError}
        />
      )}
      <TagBox
        label={t("conversation.priority.choose")}
        placeholder={t("settings.clocks.anyPriority")}
        options={Priority.options.toReversed().map((id) => ({ id, label: t(`priority.${id}`) }))}
        value={values.priorities}
        onChange={(chosen) => set({ priorities: chosen })}
      />
      <TagBox
        label={t("settings.clocks.tiers")}
        placeholder={t("settings.clocks.anyTier")}
        options={Tier.options.map((id) => ({ id, label: t(`tier.${id}`) }))}
        value={values.tiers}
        onChange={(chosen) => set({ tiers: chosen })}
      />
      <TagBox
        label={t("inbox.filter.channel")}
        placeholder={t("settings.clocks.anyChannel")}
        options={Channel.options.map((id) => ({ id, label: t(`channel.${id}`) }))}
        value={values.channels}
        onChange={(chosen) => set({ channels: chosen })}
      />
    </>
  );
}
