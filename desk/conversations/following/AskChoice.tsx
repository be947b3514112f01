import { useTexts } from "../../texts/Texts.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import styles from "./AskChoice.module.css";

/** Whether those who are named in a note are asked, and by when. */
export type Ask = { due: keyof typeof lengths } | null;

const hour = 3_600_000;
const lengths = { none: null, hour, today: 4 * hour, tomorrow: 24 * hour } as const;

export const dueOf = ({ due }: NonNullable<Ask>): string | null => {
  const length = lengths[due];
  return length === null ? null : new Date(Date.now() + length).toISOString();
};

type Props = { ask: Ask; onChange: (ask: Ask) => void };

export function AskChoice({ ask, onChange }: Props) {
  const { t } = useTexts();
  return (
    <div className={styles.ask}>
      <Switch isSelected={ask !== null} onChange={(asks) => onChange(asks ? { due: "none" } : null)}>
        {t("ask.switch")}
      </Switch>
      {ask && (
        <Select
          label={t("ask.due")}
          labelHidden
          options={(Object.keys(lengths) as (keyof typeof lengths)[]).map((id) => ({
            id,
            label: t(`ask.due.${id}`),
          }))}
          value={ask.due}
          onChange={(due) => onChange({ due })}
        />
      )}
    </div>
  );
}
