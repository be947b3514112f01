import { useRef, useState } from "preact/hooks";
import type { ChatFile, ChatHome, postChatFile } from "../../contract/chat.ts";
import { Refused, Unreached, upload } from "./call.ts";
import { sizeWords } from "./formats.ts";
import { newId } from "./outbox.ts";
import { t } from "./texts.ts";

/** A file beside what is being written: on its way up, up, or turned down. */
export interface Attached {
  key: string;
  name: string;
  share: number;
  file: ChatFile | null;
  problem: string | null;
  /** Tries again, where that may help. */
  again: (() => void) | null;
}

type Kind = ChatHome["widget"]["files"]["kinds"][number];

const accepted: Record<Kind, string> = {
  image: "image/*",
  pdf: "application/pdf",
  text: "text/plain,text/csv",
  audio: "audio/*",
  video: "video/*",
  archive: ".zip",
  office: ".doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp",
};

export const acceptedFiles = (kinds: Kind[]) => kinds.map((kind) => accepted[kind]).join(",");

/** Files are sent up as soon as they are chosen, so that the message itself goes at once. */
export function useAttaching(rules: ChatHome["widget"]["files"]) {
  const [all, setAll] = useState<Attached[]>([]);
  const stops = useRef(new Map<string, () => void>());
  const change = (key: string, now: Partial<Attached>) =>
    setAll((list) => list.map((one) => (one.key === key ? { ...one, ...now } : one)));

  async function send(key: string, file: File) {
    change(key, { share: 0, problem: null, again: null });
    const path = `/chat/files?filename=${encodeURIComponent(file.name.slice(-255))}`;
    const { done, stop } = upload<typeof postChatFile>(path, file, (share) => change(key, { share }));
    stops.current.set(key, stop);
    try {
      change(key, { file: await done, share: 1 });
    } catch (error) {
      if (error instanceof Refused) return change(key, { problem: error.message });
      if (!(error instanceof Unreached)) throw error;
      change(key, { problem: t("widget.file.cut"), again: () => void send(key, file) });
    }
  }

  return {
    all,
    isBusy: all.some(({ file, problem }) => !file && !problem),
    files: all.flatMap(({ file }) => file ?? []),
    add(files: Iterable<File>) {
      for (const file of [...files].slice(0, rules.most - all.length)) {
        const key = newId();
        const isTooLarge = file.size > rules.largestBytes;
        const problem = isTooLarge
          ? t("widget.file.tooLarge", { size: sizeWords(rules.largestBytes) })
          : null;
        const name = file.name || t("widget.file.picture");
        setAll((list) => [...list, { key, name, share: 0, file: null, problem, again: null }]);
        if (!isTooLarge) void send(key, file);
      }
    },
    remove(key: string) {
      stops.current.get(key)?.();
      setAll((list) => list.filter((one) => one.key !== key));
    },
    clear: () => setAll([]),
  };
}
