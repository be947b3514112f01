import { EditorContent, type Editor as Tiptap, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { type ReactNode, type Ref, useEffect, useEffectEvent, useImperativeHandle, useState } from "react";
import styles from "./Editor.module.css";
import { EditorTools } from "./EditorTools.tsx";
import { MentionNode } from "./following/mention-node.ts";
import type { After } from "./send.ts";
import { nameBefore, type Slash, slashBefore } from "./slash.ts";
import writtenStyles from "./WrittenWords.module.css";

export interface EditorHandle {
  set: (html: string) => void;
  focus: () => void;
  /** Puts formatted words where the pen is, or in the place of some. */
  insert: (html: string, place?: { from: number; to: number }) => void;
  /** Goes on with plain words where the pen is, as if they were typed. */
  type: (text: string) => void;
}

type Props = {
  ref?: Ref<EditorHandle>;
  label: string;
  placeholder: string;
  /** What stands in it at first. */
  html: string;
  onChange: (html: string) => void;
  onFiles: (files: File[]) => void;
  onSubmit: (after?: After) => void;
  /** Between the words and the tools. */
  files: ReactNode;
  problem: ReactNode;
  /** Above the tools: what the words promise. */
  promises: ReactNode;
  /** More tools, after those for the words. */
  tools?: ReactNode;
  /** At the end of the tools. */
  send: ReactNode;
  /** Enter sends, as in a chat; Shift+Enter makes a new line. Ctrl/⌘+Enter sends in any case. */
  enterSends?: boolean;
  /** Told of the word after a slash before the pen, as long as there is one. */
  onSlash?: (slash: Slash | null) => void;
  /** Told of the name after an @ before the pen, as long as there is one. */
  onName?: (name: Slash | null) => void;
  /** Asked before the editor acts on a key; true if the key is taken. */
  onKey?: (event: KeyboardEvent) => boolean;
  /** Once it can be written in. */
  onReady?: (editor: EditorHandle) => void;
};

/** Rich text, each paragraph in its own direction. Loaded when a conversation is first opened. */
export function Editor({
  ref,
  label,
  placeholder,
  html,
  files,
  problem,
  promises,
  tools,
  send,
  ...props
}: Props) {
  const onChange = useEffectEvent(props.onChange);
  const onSubmit = useEffectEvent(props.onSubmit);
  const onFiles = useEffectEvent(props.onFiles);
  const onSlash = useEffectEvent((slash: Slash | null) => props.onSlash?.(slash));
  const onName = useEffectEvent((name: Slash | null) => props.onName?.(name));
  const takesKey = useEffectEvent((event: KeyboardEvent) => props.onKey?.(event) ?? false);
  const sendsByEnter = useEffectEvent(() => props.enterSends ?? false);
  const [isOver, setOver] = useState(false);

  const editor = useEditor({
    extensions: [extensions, MentionNode],
    content: html,
    textDirection: "auto",
    // Its style element would need a hole in the content security policy; Editor.module.css has what it holds.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-label": label,
        "aria-multiline": "true",
        class: `${writtenStyles.words} ${styles.words}`,
      },
      handleKeyDown: (view, event) => {
        // Enter ends what an input method composes; nothing is to be sent by it. Safari says so by the old code alone.
        if (event.isComposing || view.composing || event.keyCode === 229) return false;
        if (takesKey(event)) return true;
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          onSubmit(event.shiftKey ? "close" : "wait");
          return true;
        }
        if (
          event.key === "Enter" &&
          !event.shiftKey &&
          !event.altKey &&
          sendsByEnter() &&
          !isInList(view.state)
        ) {
          onSubmit("wait");
          return true;
        }
        if (event.key === "Escape") view.dom.blur();
        return false;
      },
      handlePaste: (_view, event) => taken(event.clipboardData),
      handleDrop: (_view, event) => taken(event.dataTransfer),
    },
    onUpdate: ({ editor }) => onChange(editor.isEmpty ? "" : editor.getHTML()),
    onTransaction: ({ editor }) => {
      onSlash(editor.isFocused ? slashBefore(editor) : null);
      onName(editor.isFocused ? nameBefore(editor) : null);
    },
    onBlur: () => {
      onSlash(null);
      onName(null);
    },
  });
  const isEmpty = useEditorState({ editor, selector: (state) => state.editor?.isEmpty ?? true });

  /** Files out of the clipboard or the hand; a copied table from a spreadsheet also carries a picture of itself. */
  function taken(data: DataTransfer | null): boolean {
    const given = [...(data?.files ?? [])];
    if (given.length === 0 || data?.types.includes("text/html")) return false;
    onFiles(given);
    return true;
  }

  const handle: EditorHandle = {
    set: (content) => editor?.commands.setContent(content, { emitUpdate: false }),
    // Tiptap's own focus waits for the next frame; what is typed until then would go to the keys of the page.
    focus: () => {
      editor?.commands.setTextSelection(editor.state.doc.content.size);
      editor?.view.focus();
    },
    insert: (content, place) => {
      const at = place ?? editor?.state.selection;
      if (at) editor?.chain().insertContentAt({ from: at.from, to: at.to }, content).run();
      editor?.view.focus();
    },
    type: (text) => void editor?.commands.insertContent({ type: "text", text }),
  };
  useImperativeHandle(ref, () => handle);
  const ready = useEffectEvent(() => props.onReady?.(handle));
  useEffect(() => {
    const begin = () => ready();
    // It is made before it stands on the page; till then there is nothing to write in.
    if (editor?.isInitialized) begin();
    else editor?.on("create", begin);
    return () => void editor?.off("create", begin);
  }, [editor]);

  if (!editor) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files on; the button beside does the same
    <div
      className={styles.editor}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (event.defaultPrevented || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        props.onFiles([...event.dataTransfer.files]);
      }}
    >
      <div className={styles.paper}>
        {isEmpty && (
          <p className={styles.placeholder} aria-hidden="true">
            {placeholder}
          </p>
        )}
        <EditorContent editor={editor} />
      </div>
      {files}
      {problem}
      {promises}
      <div className={styles.foot}>
        <EditorTools editor={editor as Tiptap} onFiles={props.onFiles}>
          {tools}
        </EditorTools>
        {send}
      </div>
    </div>
  );
}

/** In a list Enter makes the next item. */
function isInList({ selection: { $from } }: Tiptap["state"]): boolean {
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type.name === "listItem") return true;
  return false;
}

/** What a letter needs and every mail program shows. */
export const extensions = StarterKit.configure({
  heading: false,
  codeBlock: false,
  code: false,
  horizontalRule: false,
  link: {
    openOnClick: false,
    autolink: true,
    defaultProtocol: "https",
    HTMLAttributes: { target: null, rel: null },
  },
});
