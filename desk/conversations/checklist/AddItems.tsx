import { useQuery } from "@tanstack/react-query";
import { ListPlus, Plus } from "lucide-react";
import { type ClipboardEvent, useState } from "react";
import type { Conversation } from "../../../contract/conversations.ts";
import { ownName } from "../../app/line-words.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../ui/Menu.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./Checklist.module.css";
import { useChecklist } from "./changes.ts";
import { linesOf } from "./lines-of.ts";
import { templatesQuery } from "./queries.ts";

/** Where items are written, one by one or pasted line by line, or taken from a template. */
export function AddItems({ conversation }: { conversation: Conversation }) {
  const { t, locale, compare } = useTexts();
  const { id, brand, line, intent } = conversation;
  const { add } = useChecklist(id);
  const [text, setText] = useState("");
  const { data: templates = [] } = useQuery(templatesQuery);
  const fitting = templates
    .filter(
      (each) =>
        (each.line === null || each.line === line) &&
        (each.brands.length === 0 || each.brands.includes(brand.id)) &&
        (each.intents.length === 0 || (intent !== null && each.intents.includes(intent))),
    )
    .map((each) => ({ id: each.id, name: ownName(each.names, locale) ?? "", count: each.items.length }))
    .sort((a, b) => compare(a.name, b.name));
  const addAll = (texts: string[]) => add.mutate({ items: texts.map((one) => ({ text: one })) });

  function addTyped() {
    const [typed] = linesOf(text);
    if (!typed) return;
    addAll([typed]);
    setText("");
  }
  function onPaste(event: ClipboardEvent) {
    const pasted = linesOf(event.clipboardData.getData("text/plain"));
    if (pasted.length < 2) return;
    event.preventDefault();
    addAll(pasted);
  }

  return (
    <div className={styles.add} data-add>
      <TextField
        label={t("checklist.add")}
        labelHidden
        placeholder={t("checklist.add.hint")}
        maxLength={500}
        value={text}
        onChange={setText}
        onPaste={onPaste}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          addTyped();
        }}
      />
      <IconButton icon={Plus} label={t("checklist.add")} busy={add.isPending} onPress={addTyped} />
      {fitting.length > 0 && (
        <MenuTrigger>
          <Button icon={ListPlus}>{t("checklist.template")}</Button>
          <Menu label={t("checklist.template")} placement="bottom end">
            {fitting.map((each) => (
              <MenuItem
                key={each.id}
                description={t("checklist.count", { count: each.count })}
                onAction={() => add.mutate({ template: each.id })}
              >
                {each.name}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
    </div>
  );
}
