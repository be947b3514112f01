import { Extension } from "@tiptap/core";
import { EditorContent, type Editor as Tiptap, useEditor, useEditorState } from "@tiptap/react";
import { type Ref, useEffectEvent, useImperativeHandle, useRef, useState } from "react";
import type { Article } from "../../../contract/knowledge.ts";
import type { Locale } from "../../../contract/languages.ts";
import { directionOfLocale } from "../../texts/locales.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { fileSrc } from "../files.ts";
import styles from "./ArticleEditor.module.css";
import articleStyles from "./ArticleWords.module.css";
import { type Asks, makeBlock, turnBlock } from "./blocks.ts";
import { ContextBar } from "./ContextBar.tsx";
import { countOf } from "./count.ts";
import { documentOf, headingIds, htmlOf } from "./html.ts";
import { htmlOfMarkdown, looksLikeMarkdown } from "./markdown.ts";
import { cleanPasted } from "./pasted.ts";
import { type SlashHandle, SlashMenu } from "./SlashMenu.tsx";
import { piecesOfArticles } from "./schema.ts";
import { shownDirection } from "./shown-direction.ts";
import { Toolbar } from "./Toolbar.tsx";
import { Uploads, useFiles } from "./Uploads.tsx";
import { VideoDialog } from "./VideoDialog.tsx";

export interface ArticleEditorHandle {
  html: () => string;
  set: (html: string) => void;
  /** Takes over the ids that the server gave to headings. */
  takeIds: (html: string) => void;
  focus: () => void;
}

type Props = {
  ref?: Ref<ArticleEditorHandle>;
  article: Article;
  locale: Locale;
  /** What stands in it at first. */
  html: string;
  onChange: () => void;
};

/** The paper an article is written on, with its tools. Loaded when an article is first opened. */
export function ArticleEditor({ ref, article, locale, html, onChange: tell }: Props) {
  const { t } = useTexts();
  const onChange = useEffectEvent(tell);
  const [asked, setAsked] = useState<"video" | null>(null);
  const [linking, setLinking] = useState(false);
  const pictures = useRef<HTMLInputElement>(null);
  const papers = useRef<HTMLInputElement>(null);
  const slash = useRef<SlashHandle>(null);
  const direction = directionOfLocale(locale);
  const place = useRef<Tiptap | null>(null);
  const files = useFiles(article.id, (file, name) => place.current && putFile(place.current, file, name));

  function ask(what: Asks) {
    if (what === "picture") pictures.current?.click();
    else if (what === "file") papers.current?.click();
    else setAsked(what);
  }
  const link = useEffectEvent(() => setLinking(true));
  const turn = useEffectEvent((editor: Tiptap) => turnBlock(editor, direction));
  const make = useEffectEvent((editor: Tiptap, id: Parameters<typeof makeBlock>[1]) =>
    makeBlock(editor, id, ask),
  );
  const takeFiles = useEffectEvent((list: File[]) => files.add(list));

  const editor = useEditor({
    extensions: [
      shownDirection(direction),
      ...piecesOfArticles({
        srcOf: fileSrc,
        words: {
          callout: {
            note: t("knowledge.block.note"),
            tip: t("knowledge.block.tip"),
            warning: t("knowledge.block.warning"),
            danger: t("knowledge.block.danger"),
          },
          caption: t("knowledge.editor.caption"),
          summary: t("knowledge.editor.summary"),
          video: t("knowledge.editor.video.own"),
        },
      }),
      Extension.create({
        name: "ownKeys",
        addKeyboardShortcuts: () => ({
          "Mod-k": () => {
            link();
            return true;
          },
          "Mod-Alt-2": ({ editor: at }) => at.commands.toggleHeading({ level: 2 }),
          "Mod-Alt-3": ({ editor: at }) => at.commands.toggleHeading({ level: 3 }),
          "Mod-Alt-4": ({ editor: at }) => at.commands.toggleHeading({ level: 4 }),
          "Mod-Shift-s": ({ editor: at }) => {
            make(at as Tiptap, "steps");
            return true;
          },
          "Mod-Shift-d": ({ editor: at }) => turn(at as Tiptap),
        }),
      }),
    ],
    content: "",
    onCreate: ({ editor: made }) => {
      fill(made as Tiptap, html);
    },
    // Its style element would need a hole in the content security policy; ArticleEditor.module.css has what it holds.
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-label": t("knowledge.editor.words"),
        "aria-multiline": "true",
        class: `${articleStyles.words} ${styles.words}`,
        lang: locale,
        dir: direction,
      },
      handleKeyDown: (view, event) => {
        if (slash.current?.onKeyDown(event)) return true;
        // Out of the paper, so that the keys of the screen work again.
        if (event.key === "Escape") view.dom.blur();
        return false;
      },
      transformPastedHTML: cleanPasted,
      handlePaste: (_view, event) => onPaste(event.clipboardData),
      handleDrop: (_view, event, _slice, moved) => !moved && onDropped(event.dataTransfer),
    },
    onUpdate: () => onChange(),
  });
  place.current = editor;

  function onPaste(data: DataTransfer | null): boolean {
    if (!data || !editor) return false;
    const given = [...data.files];
    const isRich = data.types.includes("text/html") && !data.types.includes("vscode-editor-data");
    if (given.length > 0 && !isRich) {
      takeFiles(given);
      return true;
    }
    const text = data.getData("text/plain");
    if (!editor.state.selection.empty && /^(?:https?|mailto|tel):\S+$/.test(text.trim())) {
      editor.chain().focus().setMark("link", { href: text.trim(), article: null, file: null }).run();
      return true;
    }
    if (isRich || editor.isActive("codeBlock") || !looksLikeMarkdown(text)) return false;
    void htmlOfMarkdown(text).then((raw) =>
      editor
        .chain()
        .focus()
        .insertContent(documentOf(cleanPasted(raw), editor.schema).toJSON().content)
        .run(),
    );
    return true;
  }

  function onDropped(data: DataTransfer | null): boolean {
    const given = [...(data?.files ?? [])];
    if (given.length === 0) return false;
    takeFiles(given);
    return true;
  }

  useImperativeHandle(ref, () => ({
    html: () => (editor ? htmlOf(editor.state.doc, editor.schema) : html),
    set: (next) => editor && fill(editor as Tiptap, next),
    takeIds: (saved) => editor && takeIds(editor as Tiptap, saved),
    focus: () => editor?.commands.focus("end"),
  }));

  if (!editor) return null;
  return (
    <div className={styles.editor}>
      <Toolbar
        editor={editor as Tiptap}
        article={article}
        direction={direction}
        isLinking={linking}
        onLinking={setLinking}
        onAsk={ask}
      />
      <ContextBar editor={editor as Tiptap} />
      <Uploads of={files} />
      <div className={styles.paper}>
        <Empty editor={editor as Tiptap} />
        <EditorContent editor={editor} />
        <SlashMenu ref={slash} editor={editor as Tiptap} onAsk={ask} onLink={() => setLinking(true)} />
      </div>
      <Count editor={editor as Tiptap} locale={locale} />
      <input
        ref={pictures}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <input
        ref={papers}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          files.add([...(event.target.files ?? [])], true);
          event.target.value = "";
        }}
      />
      {asked === "video" && (
        <VideoDialog
          files={article.files}
          onVideo={(address) =>
            editor.chain().focus().insertContent({ type: "video", attrs: { address } }).run()
          }
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

/** Not a step that can be undone: the text was like that. */
function fill(editor: Tiptap, html: string) {
  const doc = documentOf(html, editor.schema);
  editor.commands.command(({ tr }) => {
    tr.replaceWith(0, tr.doc.content.size, doc.content)
      .setMeta("addToHistory", false)
      .setMeta("preventUpdate", true);
    return true;
  });
}

function takeIds(editor: Tiptap, html: string) {
  const given = headingIds(html);
  editor.commands.command(({ tr }) => {
    let next = 0;
    tr.doc.descendants((node, at) => {
      if (node.type.name !== "heading") return;
      const found = given.findIndex(({ words }, index) => index >= next && words === node.textContent);
      if (found < 0) return;
      next = found + 1;
      if (!node.attrs.id) tr.setNodeAttribute(at, "id", given[found]!.id);
    });
    tr.setMeta("addToHistory", false).setMeta("preventUpdate", true);
    return true;
  });
}

/** Shows a picture where the pen is; anything else as a link that carries its name. */
function putFile(editor: Tiptap, file: { id: string; mimeType: string; filename: string }, asLink: boolean) {
  const chain = editor.chain().focus();
  if (file.mimeType.startsWith("image/") && !asLink) {
    chain.insertContent({ type: "picture", attrs: { file: file.id, alt: "" } }).run();
    return;
  }
  if (file.mimeType.startsWith("video/") && !asLink) {
    chain.insertContent({ type: "video", attrs: { address: `file:${file.id}` } }).run();
    return;
  }
  chain
    .insertContent({ type: "text", text: file.filename, marks: [{ type: "link", attrs: { file: file.id } }] })
    .run();
}

function Empty({ editor }: { editor: Tiptap }) {
  const { t } = useTexts();
  const isEmpty = useEditorState({ editor, selector: ({ editor: at }) => at.isEmpty });
  if (!isEmpty) return null;
  return (
    <p className={styles.placeholder} aria-hidden="true">
      {t("knowledge.editor.hint")}
    </p>
  );
}

function Count({ editor, locale }: { editor: Tiptap; locale: Locale }) {
  const { t } = useTexts();
  const { words, minutes } = useEditorState({
    editor,
    selector: ({ editor: at }) =>
      countOf(at.state.doc.textBetween(0, at.state.doc.content.size, "\n"), locale),
  });
  return <p className={styles.count}>{t("knowledge.editor.count", { words, minutes })}</p>;
}
