import { useRef, useState } from "react";
import { type Attachment, largestFile, postFile } from "../../contract/files.ts";
import { call, newKey } from "../app/call.ts";

/** A file on its way to the server, or that did not get there. */
export interface Upload {
  key: string;
  file: File;
  /** What was thrown, or that it is too large to try. */
  problem: unknown;
}

/** Files given to the composer: sent up one after the other, each with its own way to fail and be tried again. */
export function useUploads(onUploaded: (attachment: Attachment) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const aborts = useRef(new Map<string, AbortController>());
  const remove = (key: string) => setUploads((all) => all.filter((upload) => upload.key !== key));

  async function send({ key, file }: Upload) {
    const abort = new AbortController();
    aborts.current.set(key, abort);
    try {
      const options = { signal: abort.signal };
      onUploaded(await call(postFile, { query: { filename: file.name }, body: file }, options));
      remove(key);
    } catch (problem) {
      setUploads((all) => all.map((upload) => (upload.key === key ? { ...upload, problem } : upload)));
    } finally {
      aborts.current.delete(key);
    }
  }

  return {
    uploads,
    hasFailed: uploads.some((upload) => upload.problem),
    isBusy: uploads.some((upload) => !upload.problem),
    add(files: Iterable<File>) {
      const fresh = [...files].map((file) => ({
        key: newKey(),
        file,
        problem: file.size > largestFile ? "too_large" : null,
      }));
      setUploads((all) => [...all, ...fresh]);
      for (const upload of fresh) if (!upload.problem) send(upload);
    },
    retry(upload: Upload) {
      setUploads((all) => all.map((each) => (each.key === upload.key ? { ...each, problem: null } : each)));
      send(upload);
    },
    cancel(key: string) {
      aborts.current.get(key)?.abort();
      remove(key);
    },
  };
}
