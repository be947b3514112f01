import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Editor, useEditorState } from "@tiptap/react";
import { FileText, Globe, Hash, Link, Newspaper } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { type Article, listArticles } from "../../../contract/knowledge.ts";
import { call } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Popover, PopoverTrigger } from "../../ui/Popover.tsx";
import styles from "./LinkTool.module.css";
import { isAddress } from "./pieces.ts";

type Props = { editor: Editor; article: Article; isOpen: boolean; onOpenChange: (is: boolean) => void };
type Target = { href: string | null; article: string | null; file: string | null };
type Choice = { id: string; icon: typeof Link; name: string; detail?: string; target: Target };

const nowhere: Target = { href: null, article: null, file: null };

/** Where words lead: an address, a heading, a file, or another article found by its words. */
export function LinkTool({ editor, article, isOpen, onOpenChange }: Props) {
  const { t } = useTexts();
  const isOn = useEditorState({ editor, selector: ({ editor: at }) => at.isActive("link") });
  return (
    <PopoverTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <IconButton size="s" icon={Link} label={t("knowledge.editor.link")} keys="mod+k" pressed={isOn} />
      <Popover label={t("knowledge.editor.link")} placement="bottom">
        <Picker editor={editor} article={article} isOn={isOn} onDone={() => onOpenChange(false)} />
      </Popover>
    </PopoverTrigger>
  );
}

type PickerProps = { editor: Editor; article: Article; isOn: boolean; onDone: () => void };

function Picker({ editor, article, isOn, onDone }: PickerProps) {
  const { t } = useTexts();
  const list = useId();
  const [text, setText] = useState(String(editor.getAttributes("link").href ?? ""));
  const [at, setAt] = useState(0);
  const choices = useChoices(editor, article, text);
  const current = Math.min(at, choices.length - 1);

  function take({ target, name }: Choice) {
    const chain = editor.chain().focus().extendMarkRange("link");
    const mark = { type: "link", attrs: target };
    if (editor.state.selection.empty && !isOn)
      chain.insertContent({ type: "text", text: name, marks: [mark] }).run();
    else chain.setMark("link", target).run();
    onDone();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) {
      event.preventDefault();
      setAt((current + step + choices.length) % choices.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (choices[current]) take(choices[current]);
    }
  }

  return (
    <div className={styles.picker}>
      <input
        className={styles.field}
        aria-label={t("knowledge.editor.link.words")}
        placeholder={t("knowledge.editor.link.words")}
        // biome-ignore lint/a11y/noAutofocus: whoever asked for a link asked to write in it
        autoFocus
        role="combobox"
        dir="auto"
        aria-autocomplete="list"
        onKeyDown={onKeyDown}
        aria-expanded={choices.length > 0}
        aria-controls={list}
        aria-activedescendant={choices.length > 0 ? `${list}-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <div id={list} role="listbox" tabIndex={-1} aria-label={t("app.find.results")} className={styles.list}>
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the field
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
          <div
            key={choice.id}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === current}
            className={styles.choice}
            onPointerMove={() => setAt(index)}
            onClick={() => take(choice)}
          >
            <Icon of={choice.icon} />
            <bdi className={styles.name}>{choice.name}</bdi>
            {choice.detail && <span className={styles.detail}>{choice.detail}</span>}
          </div>
        ))}
      </div>
      {isOn && (
        <Button
          size="s"
          onPress={() => {
            editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
            onDone();
          }}
        >
          {t("composer.link.remove")}
        </Button>
      )}
    </div>
  );
}

function useChoices(editor: Editor, article: Article, text: string): Choice[] {
  const words = useDeferredValue(text.trim());
  const address = addressIn(words);
  const found = useQuery({
    queryKey: ["find", "articles", words],
    queryFn: ({ signal }) => call(listArticles, { query: { text: words, limit: 8 } }, { signal }),
    enabled: words.length > 1 && !address,
    placeholderData: keepPreviousData,
  });
  const matches = (name: string) => name.toLocaleLowerCase().includes(words.toLocaleLowerCase());
  const headings: Choice[] = [];
  editor.state.doc.descendants((node) => {
    const { id } = node.attrs;
    if (node.type.name === "heading" && id && matches(node.textContent))
      headings.push({
        id: `#${id}`,
        icon: Hash,
        name: node.textContent,
        target: { ...nowhere, href: `#${id}` },
      });
  });
  return [
    ...(address
      ? [{ id: "address", icon: Globe, name: address, target: { ...nowhere, href: address } }]
      : []),
    ...(address
      ? []
      : (found.data?.items ?? [])
          .filter(({ id }) => id !== article.id)
          .map(({ id, title, number }) => ({
            id,
            icon: Newspaper,
            name: title,
            detail: String(number),
            target: { ...nowhere, article: id },
          }))),
    ...headings,
    ...article.files
      .filter(({ filename }) => matches(filename))
      .map(({ id, filename }) => ({ id, icon: FileText, name: filename, target: { ...nowhere, file: id } })),
  ].slice(0, 12);
}

/** What was written as an address; a name with a dot in it is one of a page. */
function addressIn(words: string): string | null {
  if (isAddress(words)) return words;
  if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(words)) return `mailto:${words}`;
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:\/\S*)?$/u.test(words)) return `https://${words}`;
  return null;
}
