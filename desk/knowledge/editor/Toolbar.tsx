import { type Editor, useEditorState } from "@tiptap/react";
import {
  Bold,
  Code,
  Italic,
  Keyboard,
  type LucideIcon,
  PilcrowLeft,
  PilcrowRight,
  Plus,
  Redo2,
  RemoveFormatting,
  Strikethrough,
  Subscript,
  Superscript,
  Type,
  Underline,
  Undo2,
} from "lucide-react";
import { Toolbar as AriaToolbar } from "react-aria-components";
import type { Article } from "../../../contract/knowledge.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../../ui/Menu.tsx";
import { type Asks, type BlockId, blockIcons, blockIds, makeBlock, turnBlock } from "./blocks.ts";
import { LinkTool } from "./LinkTool.tsx";
import styles from "./Toolbar.module.css";

type Props = {
  editor: Editor;
  article: Article;
  direction: "ltr" | "rtl";
  isLinking: boolean;
  onLinking: (is: boolean) => void;
  onAsk: (what: Asks) => void;
};

const shown: BlockId[] = ["bullets", "numbers", "steps", "table", "picture"];
const keysOf: Partial<Record<BlockId, string>> = {
  h2: "mod+alt+2",
  h3: "mod+alt+3",
  h4: "mod+alt+4",
  steps: "mod+shift+s",
  bullets: "mod+shift+8",
  numbers: "mod+shift+7",
};

/** The tools of the paper: one stop for the Tab key, the arrows go from one to the next. */
export function Toolbar({ editor, article, direction, isLinking, onLinking, onAsk }: Props) {
  const { t } = useTexts();
  const on = useEditorState({
    editor,
    selector: ({ editor: at }) => ({
      strong: at.isActive("bold"),
      em: at.isActive("italic"),
      underline: at.isActive("underline"),
      strike: at.isActive("strike"),
      code: at.isActive("code"),
      key: at.isActive("key"),
      subscript: at.isActive("subscript"),
      superscript: at.isActive("superscript"),
      bullets: at.isActive("bulletList"),
      steps: at.isActive("orderedList", { steps: true }),
      numbers: at.isActive("orderedList", { steps: false }),
      table: at.isActive("table"),
      picture: at.isActive("picture"),
      turned: Boolean(at.state.selection.$from.parent.attrs.dir),
      heading: at.isActive("heading") ? (at.getAttributes("heading").level as number) : null,
      mayUndo: at.can().undo(),
      mayRedo: at.can().redo(),
    }),
  });
  const act = () => editor.chain().focus();
  const mark = (icon: LucideIcon, id: keyof typeof on & string, press: () => void, keys?: string) => (
    <IconButton
      size="s"
      icon={icon}
      label={t(`knowledge.mark.${id as "strong"}`)}
      keys={keys}
      pressed={Boolean(on[id])}
      onPress={press}
    />
  );
  const TurnedIcon = direction === "rtl" ? PilcrowLeft : PilcrowRight;

  return (
    <AriaToolbar className={styles.tools} aria-label={t("knowledge.editor.tools")}>
      <MenuTrigger>
        <Button size="s" kind="quiet" icon={Type}>
          {t(
            on.heading ? (`knowledge.block.h${on.heading}` as "knowledge.block.h2") : "knowledge.block.text",
          )}
        </Button>
        <Menu label={t("knowledge.editor.style")}>
          {(["text", "h2", "h3", "h4", "quote", "code"] as const).map((id) => (
            <MenuItem
              key={id}
              icon={blockIcons[id]}
              keys={keysOf[id]}
              onAction={() => makeBlock(editor, id, onAsk)}
            >
              {t(`knowledge.block.${id}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      <span className={styles.rule} />
      {mark(Bold, "strong", () => act().toggleBold().run(), "mod+b")}
      {mark(Italic, "em", () => act().toggleItalic().run(), "mod+i")}
      {mark(Underline, "underline", () => act().toggleUnderline().run(), "mod+u")}
      <LinkTool editor={editor} article={article} isOpen={isLinking} onOpenChange={onLinking} />
      <MenuTrigger>
        <IconButton size="s" icon={RemoveFormatting} label={t("knowledge.editor.marks")} />
        <Menu label={t("knowledge.editor.marks")}>
          <MenuItem icon={Strikethrough} onAction={() => act().toggleStrike().run()}>
            {t("knowledge.mark.strike")}
          </MenuItem>
          <MenuItem icon={Code} keys="mod+e" onAction={() => act().toggleMark("code").run()}>
            {t("knowledge.mark.code")}
          </MenuItem>
          <MenuItem icon={Keyboard} onAction={() => act().toggleMark("key").run()}>
            {t("knowledge.mark.key")}
          </MenuItem>
          <MenuItem icon={Subscript} keys="mod+," onAction={() => act().toggleMark("subscript").run()}>
            {t("knowledge.mark.subscript")}
          </MenuItem>
          <MenuItem icon={Superscript} keys="mod+." onAction={() => act().toggleMark("superscript").run()}>
            {t("knowledge.mark.superscript")}
          </MenuItem>
          <MenuItem icon={RemoveFormatting} onAction={() => act().unsetAllMarks().run()}>
            {t("knowledge.mark.none")}
          </MenuItem>
        </Menu>
      </MenuTrigger>
      <span className={styles.rule} />
      {shown.map((id) => (
        <IconButton
          key={id}
          size="s"
          icon={blockIcons[id]}
          label={t(`knowledge.block.${id}`)}
          keys={keysOf[id]}
          pressed={Boolean(on[id as "steps"])}
          onPress={() => makeBlock(editor, id, onAsk)}
        />
      ))}
      <MenuTrigger>
        <IconButton size="s" icon={Plus} label={t("knowledge.editor.blocks")} keys="/" />
        <Menu label={t("knowledge.editor.blocks")}>
          {blockIds.map((id) => (
            <MenuItem key={id} icon={blockIcons[id]} onAction={() => makeBlock(editor, id, onAsk)}>
              {t(`knowledge.block.${id}`)}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      <span className={styles.rule} />
      <IconButton
        size="s"
        icon={TurnedIcon}
        label={t("knowledge.editor.direction")}
        keys="mod+shift+d"
        pressed={on.turned}
        onPress={() => turnBlock(editor, direction)}
      />
      <IconButton
        size="s"
        icon={Undo2}
        label={t("ui.undo")}
        keys="mod+z"
        isDisabled={!on.mayUndo}
        onPress={() => act().undo().run()}
      />
      <IconButton
        size="s"
        icon={Redo2}
        label={t("knowledge.editor.redo")}
        keys="mod+shift+z"
        isDisabled={!on.mayRedo}
        onPress={() => act().redo().run()}
      />
    </AriaToolbar>
  );
}
