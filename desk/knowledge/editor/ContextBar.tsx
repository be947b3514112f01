import { type Editor, useEditorState } from "@tiptap/react";
import {
  ArrowDownToLine,
  ArrowLeftToLine,
  ArrowRightToLine,
  ArrowUpToLine,
  Merge,
  Trash2,
} from "lucide-react";
import { Toolbar } from "react-aria-components";
import { anchorOf, type CalloutKind, calloutKinds, isAnchor } from "../../../contract/article-html.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { blockIcons, toggleCallout } from "./blocks.ts";
import styles from "./ContextBar.module.css";

/** What can be done with the piece that the pen is in: a row of it only while it is in one. */
export function ContextBar({ editor }: { editor: Editor }) {
  const { t } = useTexts();
  const at = useEditorState({
    editor,
    selector: ({ editor: here }) => ({
      table: here.isActive("table"),
      picture: here.isActive("picture") ? here.getAttributes("picture") : null,
      inline: here.isActive("inlinePicture") ? here.getAttributes("inlinePicture") : null,
      callout: here.isActive("callout") ? (here.getAttributes("callout").kind as CalloutKind) : null,
      heading: here.isActive("heading") ? here.getAttributes("heading") : null,
      headingWords: here.isActive("heading") ? here.state.selection.$from.parent.textContent : "",
      details: here.isActive("details") ? here.getAttributes("details") : null,
      code: here.isActive("codeBlock") ? here.getAttributes("codeBlock") : null,
    }),
  });
  const name = at.table
    ? "table"
    : at.picture || at.inline
      ? "picture"
      : at.heading
        ? "h2"
        : at.code
          ? "code"
          : at.callout
            ? at.callout
            : at.details
              ? "details"
              : null;
  if (!name) return null;
  return (
    <Toolbar
      className={styles.bar}
      aria-label={t("knowledge.editor.ofBlock", { name: t(`knowledge.block.${name}`) })}
    >
      {at.table ? (
        <TableTools editor={editor} />
      ) : at.picture || at.inline ? (
        <Words
          key={(at.picture ?? at.inline)!.file}
          label={t("knowledge.editor.alt")}
          placeholder={t("knowledge.editor.alt.hint")}
          value={(at.picture ?? at.inline)!.alt ?? ""}
          onKeep={(alt) =>
            editor.commands.updateAttributes(at.picture ? "picture" : "inlinePicture", { alt })
          }
        />
      ) : at.heading ? (
        <Words
          key={at.heading.id ?? "none"}
          label={t("knowledge.editor.anchor")}
          placeholder={anchorOf(at.headingWords)}
          value={at.heading.id ?? ""}
          clean={(words) => (isAnchor(words) ? words : anchorOf(words))}
          onKeep={(id) => editor.commands.updateAttributes("heading", { id: id || null })}
        />
      ) : at.code ? (
        <Words
          key={at.code.language ?? "none"}
          label={t("knowledge.editor.language")}
          placeholder=""
          value={at.code.language ?? ""}
          clean={(words) => words.toLowerCase().replace(/[^a-z0-9+#-]/g, "")}
          onKeep={(language) => editor.commands.updateAttributes("codeBlock", { language: language || null })}
        />
      ) : at.callout ? (
        calloutKinds.map((kind) => (
          <IconButton
            key={kind}
            size="s"
            icon={blockIcons[kind]}
            label={t(`knowledge.block.${kind}`)}
            pressed={at.callout === kind}
            onPress={() => toggleCallout(editor, kind)}
          />
        ))
      ) : (
        <Checkbox
          isSelected={Boolean(at.details?.open)}
          onChange={(open) => editor.commands.updateAttributes("details", { open })}
        >
          {t("knowledge.editor.open")}
        </Checkbox>
      )}
    </Toolbar>
  );
}

function TableTools({ editor }: { editor: Editor }) {
  const { t } = useTexts();
  const act = () => editor.chain().focus();
  const { isHeadRow, caption } = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      isHeadRow: at.isActive("tableHeader"),
      caption: (at.getAttributes("table").caption as string | null) ?? "",
    }),
  });
  return (
    <>
      <IconButton
        size="s"
        icon={ArrowUpToLine}
        label={t("knowledge.table.rowAbove")}
        onPress={() => act().addRowBefore().run()}
      />
      <IconButton
        size="s"
        icon={ArrowDownToLine}
        label={t("knowledge.table.rowBelow")}
        onPress={() => act().addRowAfter().run()}
      />
      <IconButton
        size="s"
        icon={ArrowLeftToLine}
        label={t("knowledge.table.columnBefore")}
        onPress={() => act().addColumnBefore().run()}
      />
      <IconButton
        size="s"
        icon={ArrowRightToLine}
        label={t("knowledge.table.columnAfter")}
        onPress={() => act().addColumnAfter().run()}
      />
      <IconButton
        size="s"
        icon={Merge}
        label={t("knowledge.table.merge")}
        onPress={() => act().mergeOrSplit().run()}
      />
      <Button size="s" kind="quiet" aria-pressed={isHeadRow} onPress={() => act().toggleHeaderRow().run()}>
        {t("knowledge.table.headRow")}
      </Button>
      <Button size="s" kind="quiet" onPress={() => act().toggleHeaderColumn().run()}>
        {t("knowledge.table.headColumn")}
      </Button>
      <Button size="s" kind="quiet" onPress={() => act().deleteRow().run()}>
        {t("knowledge.table.withoutRow")}
      </Button>
      <Button size="s" kind="quiet" onPress={() => act().deleteColumn().run()}>
        {t("knowledge.table.withoutColumn")}
      </Button>
      <Words
        label={t("knowledge.table.caption")}
        placeholder={t("knowledge.table.caption")}
        value={plainOf(caption)}
        onKeep={(words) =>
          editor.commands.updateAttributes("table", { caption: words ? escaped(words) : null })
        }
      />
      <IconButton
        size="s"
        icon={Trash2}
        label={t("knowledge.table.remove")}
        onPress={() => act().deleteTable().run()}
      />
    </>
  );
}

const plainOf = (html: string) => new DOMParser().parseFromString(html, "text/html").body.textContent;

function escaped(words: string): string {
  const box = document.createElement("p");
  box.textContent = words;
  return box.innerHTML;
}

type WordsProps = {
  label: string;
  placeholder: string;
  value: string;
  clean?: (words: string) => string;
  onKeep: (words: string) => void;
};

/** A short text of a piece, kept as one writes it. */
function Words({ label, placeholder, value, clean = (words) => words, onKeep }: WordsProps) {
  return (
    <span className={styles.words}>
      <span aria-hidden="true">{label}</span>
      <TextField
        label={label}
        labelHidden
        placeholder={placeholder}
        value={value}
        onChange={(words) => onKeep(clean(words))}
        // The arrows move within the words here, and not along the tools.
        onKeyDown={(event) => {
          if (/^(?:Arrow|Home|End)/.test(event.key)) event.continuePropagation();
        }}
      />
    </span>
  );
}
