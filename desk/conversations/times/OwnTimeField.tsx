import { useState } from "react";
import { useTexts } from "../../texts/Texts.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { fieldTextAt } from "../hold-times.ts";
import { saidTime } from "./said-time.ts";

type Props = {
  /** What the field of the day and the hour is called. */
  label: string;
  timeZone: string;
  /** As fields of the browser write it; empty while what was written in words is not understood. */
  value: string;
  onChange: (value: string) => void;
  /** What is said of a time that can be. */
  description?: string;
  error?: string;
  autoFocus?: boolean;
};

/** A time of one's own, in words or by day and hour. The words only fill in the other: what stands there is what counts. */
export function OwnTimeField({ label, timeZone, value, onChange, description, error, autoFocus }: Props) {
  const { t } = useTexts();
  const [words, setWords] = useState("");
  function say(text: string) {
    setWords(text);
    if (!text.trim()) return;
    const at = saidTime(text, Date.now(), timeZone);
    onChange(at ? fieldTextAt(at, timeZone) : "");
  }
  const isUnclear = words.trim() !== "" && value === "";
  return (
    <>
      <TextField
        label={t("when.words")}
        placeholder={t("when.words.hint")}
        optional
        autoFocus={autoFocus}
        maxLength={100}
        value={words}
        onChange={say}
        description={isUnclear ? t("when.unclear") : undefined}
      />
      <TextField
        label={label}
        type="datetime-local"
        direction="ltr"
        description={description}
        value={value}
        onChange={(chosen) => {
          setWords("");
          onChange(chosen);
        }}
        error={error}
      />
    </>
  );
}
