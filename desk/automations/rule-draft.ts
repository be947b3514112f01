import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Automation, patchAutomation, postAutomation } from "../../contract/automations.ts";
import { call, isProblem } from "../app/call.ts";
import { useUnsaved } from "../app/Unsaved.tsx";
import { addressOf, useGo } from "../settings/place.ts";
import { useTexts } from "../texts/Texts.tsx";
import { toast } from "../ui/toasts.ts";
import { missingFrom } from "./check.ts";
import { type Draft, type DraftGroup, draftOf, type RuleSaid, ruleOf } from "./draft.ts";
import type { PlacedFault } from "./faults.ts";
import { automationsQuery } from "./queries.ts";

export type RuleDraft = ReturnType<typeof useRuleDraft>;

/** A rule as it is being written. `rule` is null while it is none yet. */
export function useRuleDraft(rule: Automation | null, start: RuleSaid) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const go = useGo("automations");
  const [saved, setSaved] = useState({ rule, draft: draftOf(start) });
  const [draft, setDraft] = useState(saved.draft);
  const [faults, setFaults] = useState<{ found: PlacedFault[]; shape: string }>({ found: [], shape: "" });
  const isChanged = JSON.stringify(ruleOf(draft)) !== JSON.stringify(ruleOf(saved.draft));
  const forget = useUnsaved(isChanged, addressOf("automations", rule?.id ?? "new"));
  const shape = shapeOf(draft);

  const saving = useMutation({
    mutationFn: ({ isOn }: { isOn?: true }) =>
      saved.rule
        ? call(patchAutomation, {
            params: { id: saved.rule.id },
            body: { ...ruleOf(draft), version: saved.rule.version, ...(isOn && { isOn }) },
          })
        : call(postAutomation, { body: { ...ruleOf(draft), ...(isOn && { isOn }) } }),
    async onSuccess(now) {
      setFaults({ found: [], shape });
      setSaved({ rule: now, draft });
      toast({ kind: "good", text: t("form.saved") });
      await cache.invalidateQueries({ queryKey: automationsQuery.queryKey });
      if (rule) return;
      forget();
      await go(now.id);
    },
    onError: (thrown) => refused(thrown),
  });

  /** Marks what the server found wrong, where it stands. */
  function refused(thrown: unknown) {
    const found = isProblem(thrown)
      ? (thrown.problem.fields ?? []).map(({ path, message }) => ({ path, words: message }))
      : [];
    setFaults({ found, shape });
  }

  /** Whether it can be sent; marks what is missing. */
  function isWhole(forTrying = false): boolean {
    const missing = missingFrom(ruleOf(draft)).filter(
      ({ path }) => !forTrying || path.startsWith("conditions") || path === "trigger",
    );
    setFaults({
      found: missing.map(({ path, what }) => ({ path, words: t(`form.fault.${what}`) })),
      shape,
    });
    return missing.length === 0;
  }

  const ofRule = isChanged
    ? []
    : (rule?.faults ?? []).map(({ path, code }) => ({ path, words: t(`field.${code}`) }));
  return {
    rule: saved.rule,
    draft,
    isChanged,
    // A fault is told by its place; once parts have been moved about, it would stand at another's.
    faults: [...(faults.shape === shape ? faults.found : []), ...ofRule],
    saving,
    said: () => ruleOf(draft),
    set: (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change })),
    save(how: { isOn?: true } = {}) {
      if (isWhole()) saving.mutate(how);
    },
    isWhole,
    refused,
    /** Takes what somebody else has made of it meanwhile. */
    takeNewest() {
      const newest = cache.getQueryData(automationsQuery.queryKey)?.find(({ id }) => id === saved.rule?.id);
      if (!newest) return;
      const fresh = draftOf(newest);
      saving.reset();
      setSaved({ rule: newest, draft: fresh });
      setDraft(fresh);
    },
    reset() {
      saving.reset();
      setFaults({ found: [], shape: "" });
      setDraft(saved.draft);
    },
    forget,
  };
}

/** Which parts stand where, whatever they say. */
function shapeOf({ conditions, actions }: Draft): string {
  const group = ({ key, of, groups }: DraftGroup): string =>
    `${key}(${of.map((each) => each.key)};${groups.map(group)})`;
  return `${group(conditions)} ${actions.map(({ key }) => key)}`;
}
