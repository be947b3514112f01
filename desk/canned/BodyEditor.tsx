import { EditorContent, useEditor } from "@tiptap/react";
import { Braces } from "lucide-react";
import { useEffectEvent } from "react";
import { cannedVariables } from "../../contract/canned-replies.ts";
import { extensions } from "../conversations/Editor.tsx";
import { EditorTools } from "../conversations/EditorTools.tsx";
import writtenStyles from "../conversations/WrittenWords.module.css";
import { dashed } from "../texts/dashed.ts";
import type { Locale } from "../texts/locales.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Menu, MenuItem, MenuTrigger } from "../ui/Menu.tsx";
import styles from "./BodyEditor.module.css";

type Props = { label: string; locale: Locale; html: string; onChange: (html: string) => void };

/** Words with places in them that are filled in when they are used. */
export function BodyEditor({ label, locale, html, onChange }: Props) {
  const { t } = useTexts();
  const changed = useEffectEvent(onChange);
  const editor = useEditor({
    extensions: [extensions],
    content: html,
    textDirection: "auto",
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-label": label,
        "aria-multiline": "true",
        lang: locale,
        class: `${writtenStyles.words} ${styles.words}`,
      },
    },
    onUpdate: ({ editor }) => changed(editor.isEmpty ? "" : editor.getHTML()),
  });
  if (!editor) return null;
  return (
    <div className={styles.body}>
      <EditorContent editor={editor} />
      <div className={styles.foot}>
        <EditorTools editor={editor}>
          <MenuTrigger>
            <Button size="s" kind="quiet" icon={Braces}>
              {t("canned.variable")}
            </Button>
            <Menu label={t("canned.variable")}>
              {cannedVariables.map((name) => (
                <MenuItem
                  key={name}
                  description={`{${name}}`}
                  onAction={() => editor.chain().focus().insertContent(`{${name}}`).run()}
                >
                  {t(`canned.variable.${dashed(name)}`)}
                </MenuItem>
              ))}
            </Menu>
          </MenuTrigger>
        </EditorTools>
      </div>
    </div>
  );
}
