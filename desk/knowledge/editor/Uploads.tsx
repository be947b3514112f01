import { useQueryClient } from "@tanstack/react-query";
import { RotateCw, X } from "lucide-react";
import { useState } from "react";
import { largestFile } from "../../../contract/files.ts";
import { type Article, type ArticleFile, postArticleFile } from "../../../contract/knowledge.ts";
import { call, newKey } from "../../app/call.ts";
import { useTexts } from "../../texts/Texts.tsx";
import { IconButton } from "../../ui/Button.tsx";
import { readProblem } from "../../ui/problem.ts";
import { Spinner } from "../../ui/Spinner.tsx";
import { articleQuery } from "../queries.ts";
import styles from "./Uploads.module.css";

interface Upload {
  key: string;
  file: File;
  asLink: boolean;
  /** What was thrown, or that it is too large to try. */
  problem: unknown;
}

/** Files on their way into an article; each is put into the text when it has arrived. */
export function useFiles(articleId: string, onArrived: (file: ArticleFile, asLink: boolean) => void) {
  const cache = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const remove = (key: string) => setUploads((all) => all.filter((each) => each.key !== key));

  async function send({ key, file, asLink }: Upload) {
    try {
      const request = {
        params: { id: articleId },
        query: { filename: file.name || "picture.png" },
        body: file,
      };
      const kept = await call(postArticleFile, request);
      cache.setQueryData(articleQuery(articleId).queryKey, (article: Article | undefined) =>
        article ? { ...article, files: [...article.files, kept] } : article,
      );
      onArrived(kept, asLink);
      remove(key);
    } catch (problem) {
      setUploads((all) => all.map((each) => (each.key === key ? { ...each, problem } : each)));
    }
  }

  return {
    uploads,
    remove,
    add(files: readonly File[], asLink = false) {
      const fresh = files.map((file) => ({
        key: newKey(),
        file,
        asLink,
        problem: file.size > largestFile ? "too_large" : null,
      }));
      setUploads((all) => [...all, ...fresh]);
      for (const upload of fresh) if (!upload.problem) void send(upload);
    },
    retry(upload: Upload) {
      setUploads((all) => all.map((each) => (each.key === upload.key ? { ...each, problem: null } : each)));
      void send(upload);
    },
  };
}

/** What is on its way, and what did not arrive. */
export function Uploads({ of: { uploads, remove, retry } }: { of: ReturnType<typeof useFiles> }) {
  const { t, bytes } = useTexts();
  if (uploads.length === 0) return null;
  return (
    <ul className={styles.uploads} aria-label={t("knowledge.editor.uploads")}>
      {uploads.map((upload) => (
        <li key={upload.key} className={styles.upload} data-failed={Boolean(upload.problem) || undefined}>
          {!upload.problem && <Spinner />}
          <bdi>{upload.file.name}</bdi>
          <span>
            {upload.problem === "too_large"
              ? t("composer.file.tooLarge", { limit: bytes(largestFile) })
              : upload.problem
                ? (readProblem(upload.problem).title ?? t("composer.file.failed"))
                : bytes(upload.file.size)}
          </span>
          {Boolean(upload.problem) && (
            <>
              {upload.problem !== "too_large" && (
                <IconButton
                  size="s"
                  icon={RotateCw}
                  label={t("composer.file.retry", { name: upload.file.name })}
                  onPress={() => retry(upload)}
                />
              )}
              <IconButton
                size="s"
                icon={X}
                label={t("ui.remove", { name: upload.file.name })}
                onPress={() => remove(upload.key)}
              />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
