import { useTexts } from "../texts/Texts.tsx";
import { TextField } from "../ui/TextField.tsx";

type Props = { value: string; onChange: (code: string) => void; error?: string; description?: string };

/** Six digits of an app, or a recovery code; phones offer the digits by themselves. */
export function CodeField({ value, onChange, error, description }: Props) {
  const { t } = useTexts();
  return (
    <TextField
      label={t("accounts.code")}
      name="code"
      autoComplete="one-time-code"
      direction="ltr"
      autoFocus
      spellCheck="false"
      value={value}
      // Apps show the digits in two groups, and people copy the gap.
      onChange={(code) => onChange(code.replace(/\s/g, ""))}
      description={description}
      error={error}
    />
  );
}
