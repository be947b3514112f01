import { type Editor, useEditorState } from "@tiptap/react";
import { Bold, Italic, Link, List, ListOrdered, Paperclip, TextQuote } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button, IconButton } from "../ui/Button.tsx";
import { Popover, PopoverTrigger } from "../ui/Popover.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./EditorTools.module.css";

type Props = {
  editor: Editor;
  /** Left out where nothing can be attached. */
  onFiles?: (files: File[]) => void;
  /** More tools at the end. */
  children?: ReactNode;
};

export function EditorTools({ editor, onFiles, children }: Props) {
  const { t } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const on = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive("bold"),
      italic: editor.isActive("italic"),
      bullets: editor.isActive("bulletList"),
      numbers: editor.isActive("orderedList"),
      quote: editor.isActive("blockquote"),
      link: editor.isActive("link"),
    }),
  });
  const act = () => editor.chain().focus();

  return (
    <div className={styles.tools} role="toolbar" aria-label={t("composer.tools")}>
      {onFiles && (
        <>
          <IconButton
            size="s"
            icon={Paperclip}
            label={t("composer.attach")}
            onPress={() => input.current?.click()}
          />
          <input
            ref={input}
            type="file"
            multiple
            hidden
            onChange={(event) => {
              onFiles([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
          <span className={styles.rule} />
        </>
      )}
      <IconButton
        size="s"
        icon={Bold}
        label={t("composer.bold")}
        keys="mod+b"
        pressed={on.bold}
        onPress={() => act().toggleBold().run()}
      />
      <IconButton
        size="s"
        icon={Italic}
        label={t("composer.italic")}
        keys="mod+i"
        pressed={on.italic}
        onPress={() => act().toggleItalic().run()}
      />
      <IconButton
        size="s"
        icon={List}
        label={t("composer.bullets")}
        pressed={on.bullets}
        onPress={() => act().toggleBulletList().run()}
      />
      <IconButton
        size="s"
        icon={ListOrdered}
        label={t("composer.numbers")}
        pressed={on.numbers}
        onPress={() => act().toggleOrderedList().run()}
      />
      <IconButton
        size="s"
        icon={TextQuote}
        label={t("composer.quote")}
        pressed={on.quote}
        onPress={() => act().toggleBlockquote().run()}
      />
      <LinkTool editor={editor} isOn={on.link} />
      {children && <span className={styles.rule} />}
      {children}
    </div>
  );
}

function LinkTool({ editor, isOn }: { editor: Editor; isOn: boolean }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState("");

  function open(next: boolean) {
    if (next) setAddress(String(editor.getAttributes("link").href ?? ""));
    setOpen(next);
  }

  function keep() {
    const written = address.trim();
    const href = written && !/^[a-z][a-z0-9+.-]*:/i.test(written) ? `https://${written}` : written;
    const chain = editor.chain().focus().extendMarkRange("link");
    if (!href) chain.unsetLink().run();
    else if (editor.state.selection.empty && !isOn)
      chain.insertContent({ type: "text", text: written, marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    setOpen(false);
  }

  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={open}>
      <IconButton size="s" icon={Link} label={t("composer.link")} pressed={isOn} />
      <Popover label={t("composer.link")} placement="top">
        <form
          className={styles.link}
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <TextField
            label={t("composer.link.address")}
            type="text"
            direction="ltr"
            inputMode="url"
            autoFocus
            value={address}
            onChange={setAddress}
          />
          <Button kind="primary" size="s" type="submit">
            {t(address.trim() ? "composer.link.keep" : "composer.link.remove")}
          </Button>
        </form>
      </Popover>
    </PopoverTrigger>
  );
}
