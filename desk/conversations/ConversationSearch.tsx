import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useAgents, useBrands, useTags } from "../app/lookups.ts";
import { useTexts } from "../texts/Texts.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import styles from "./ConversationSearch.module.css";
import { suggestionsFor } from "./search-suggestions.ts";
import { useWrittenSearch } from "./written-search.ts";

type Props = { text: string; onSearch: (text: string) => void };

/** Words and operators to look for in the inbox. What may be written next stands below; arrows and Enter take it. */
export function ConversationSearch({ text, onSearch }: Props) {
  const { t, locale } = useTexts();
  const { written, setWritten, field } = useWrittenSearch(text, onSearch);
  const known = useKnownNames();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const list = useId();
  const suggestions = open ? suggestionsFor(written, locale, known) : [];
  const shown = suggestions.length > 0;

  function write(text: string) {
    setWritten(text);
    setOpen(true);
    setAt(-1);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || !shown) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((at + step + suggestions.length + (at < 0 && step < 0 ? 1 : 0)) % suggestions.length);
    } else if ((event.key === "Enter" || event.key === "Tab") && at >= 0) {
      event.preventDefault();
      write(suggestions[at]!.text);
    } else if (event.key === "Escape") {
      // The first one puts the list away; the next empties the field.
      event.stopPropagation();
      setOpen(false);
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the field in it
    <div className={styles.search} onKeyDownCapture={onKeyDown} onBlur={() => setOpen(false)}>
      <SearchField
        ref={field}
        label={t("inbox.search")}
        value={written}
        onChange={write}
        onFocus={() => setOpen(true)}
        list={{ id: list, isOpen: shown, active: at < 0 ? undefined : `${list}-${at}` }}
      />
      {shown && (
        <div
          id={list}
          role="listbox"
          tabIndex={-1}
          aria-label={t("search.suggestions")}
          className={styles.list}
        >
          {suggestions.map(({ name, text, operator }, nth) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            <div
              key={name}
              id={`${list}-${nth}`}
              role="option"
              aria-selected={nth === at}
              className={styles.option}
              onPointerMove={() => setAt(nth)}
              // Before the field loses the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                write(text);
                field.current?.focus();
              }}
            >
              <bdi className={styles.name}>{name}</bdi>
              {operator && <span className={styles.words}>{t(`search.operator.${operator}`)}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function useKnownNames() {
  const [tags, brands, agents] = [useTags(), useBrands(), useAgents()];
  return useMemo(
    () => ({
      tag: tags.map(({ name }) => name),
      brand: brands.map(({ name }) => name),
      owner: agents.filter(({ status }) => status !== "disabled").map(({ name }) => name),
    }),
    [tags, brands, agents],
  );
}
