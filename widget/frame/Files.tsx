import type { ChatFile } from "../../contract/chat.ts";
import { useRoom } from "./context.ts";
import { sizeWords } from "./formats.ts";
import { Icon } from "./Icon.tsx";
import { t } from "./texts.ts";

/** Those that a browser draws and that carry no script. */
export const isPicture = ({ mimeType }: Pick<ChatFile, "mimeType">) =>
  /^image\/(png|jpeg|gif|webp|avif)$/.test(mimeType);

export function Files({ files }: { files: ChatFile[] }) {
  const { room } = useRoom();
  return (
    <div class="files">
      {files.map((file) =>
        isPicture(file) ? (
          <button
            key={file.id}
            type="button"
            class="picture"
            aria-label={t("widget.file.enlarge", { name: file.filename })}
            data-file={file.id}
            onClick={() => room.store.set({ viewing: file })}
          >
            <img src={file.url} alt={file.filename} loading="lazy" />
          </button>
        ) : (
          <a
            key={file.id}
            class="document"
            href={file.url}
            target="_blank"
            rel="noopener"
            download={file.filename}
          >
            <Icon name="file" />
            <span class="grow">
              <bdi class="cut">{file.filename}</bdi>
              <span class="quiet">{sizeWords(file.size)}</span>
            </span>
            <Icon name="save" />
          </a>
        ),
      )}
    </div>
  );
}
