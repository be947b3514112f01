import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChatFile } from "../../contract/chat.ts";
import { Icon } from "./Icon.tsx";
import { t } from "./texts.ts";

/**
 * A picture as large as there is room. The focus stays in it and goes back to the small one, which may have been drawn
 * anew meanwhile: what was on its way has arrived.
 */
export function Viewer({ file, onClose }: { file: ChatFile; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    box.current!.querySelector("button")!.focus();
    return () => document.querySelector<HTMLElement>(`[data-file="${file.id}"]`)?.focus();
  }, [file.id]);
  return (
    // <dialog> came to Safari with 15.4.
    <div
      class="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={file.filename}
      ref={box}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          onClose();
        }
        if (event.key !== "Tab") return;
        const stops = [...box.current!.querySelectorAll<HTMLElement>("button,a")];
        const at = stops.indexOf(document.activeElement as HTMLElement);
        event.preventDefault();
        stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length]!.focus();
      }}
    >
      <div class="row">
        <bdi class="grow cut">{file.filename}</bdi>
        <a
          class="tool"
          href={file.url}
          download={file.filename}
          target="_blank"
          rel="noopener"
          aria-label={t("widget.file.save", { name: file.filename })}
        >
          <Icon name="save" />
        </a>
        <button type="button" class="tool" aria-label={t("widget.file.close")} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <img src={file.url} alt={file.filename} />
    </div>
  );
}
