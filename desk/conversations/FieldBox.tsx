import { useState } from "react";
import type { Conversation, FieldValue } from "../../contract/conversations.ts";
import type { Field } from "../../contract/lines.ts";
import { useTexts } from "../texts/Texts.tsx";
import { readProblem } from "../ui/problem.ts";
import { Select } from "../ui/Select.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useWriteField } from "./changes.ts";
import { readValue } from "./field-values.ts";

type Props = {
  conversation: Conversation;
  field: Field;
  nameOf: (named: { key: string; names: Field["names"] }) => string;
  isFixed: boolean;
  /** Nothing can be closed before it is filled in. */
  isWanted: boolean;
};

const nothing = "-";

/** One field, kept when it is left. */
export function FieldBox({ conversation, field, nameOf, isFixed, isWanted }: Props) {
  const { t } = useTexts();
  const write = useWriteField(conversation.id, field.key);
  const value = conversation.fields[field.key];
  const keep = (next: FieldValue | null) => {
    if (next !== (value ?? null)) write.mutate(next);
  };
  const problem = write.error ? (readProblem(write.error).title ?? t("details.notKept")) : undefined;
  const shared = {
    label: nameOf(field),
    isDisabled: isFixed,
    optional: !field.required,
    error: problem ?? (isWanted ? t("form.fault.missing") : undefined),
  };

  if (field.kind === "yes_no" || field.kind === "choice") {
    const options =
      field.kind === "yes_no"
        ? [
            { id: "true", label: t("details.yes") },
            { id: "false", label: t("details.no") },
          ]
        : field.choices.map((choice) => ({ id: choice.key, label: nameOf(choice) }));
    const kept = (id: string) => (field.kind === "yes_no" ? id === "true" : id);
    return (
      <div data-field={field.key}>
        <Select
          {...shared}
          options={[...options, { id: nothing, label: t("details.none") }]}
          value={value === undefined ? null : String(value)}
          onChange={(id) => keep(id === nothing ? null : kept(id))}
        />
      </div>
    );
  }
  return (
    <div data-field={field.key}>
      {/* What somebody else wrote meanwhile is shown, unless it is being written here. */}
      <Written key={String(value)} field={field} value={value} shared={shared} onKeep={keep} />
    </div>
  );
}

type WrittenProps = {
  field: Field;
  value: FieldValue | undefined;
  shared: { label: string; isDisabled: boolean; optional: boolean; error?: string };
  onKeep: (value: FieldValue | null) => void;
};

function Written({ field: { kind }, value, shared, onKeep }: WrittenProps) {
  const { t } = useTexts();
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const [isWrong, setWrong] = useState(false);

  function leave() {
    const read = readValue(kind, text);
    setWrong(read === undefined);
    if (read !== undefined) onKeep(read);
  }
  return (
    <TextField
      {...shared}
      error={isWrong ? t("details.notNumber") : shared.error}
      type={kind === "date" ? "date" : "text"}
      inputMode={kind === "number" ? "decimal" : undefined}
      direction={kind === "text" ? "auto" : "ltr"}
      value={text}
      onChange={setText}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") leave();
      }}
    />
  );
}
