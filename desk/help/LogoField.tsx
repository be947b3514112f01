import { useMutation } from "@tanstack/react-query";
import { ImageUp, X } from "lucide-react";
import { useRef, useState } from "react";
import { deleteHelpLogo, type HelpCentre, largestLogo, putHelpLogo } from "../../contract/help-centres.ts";
import { call } from "../app/call.ts";
import editorStyles from "../settings/Editor.module.css";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import styles from "./Help.module.css";

const kinds = ["image/png", "image/jpeg", "image/webp", "image/svg+xml"];

type Props = { centre: HelpCentre; onSaved: (centre: HelpCentre) => void };

/** The picture at the top of the pages. Kept at once. */
export function LogoField({ centre, onSaved }: Props) {
  const { t, bytes } = useTexts();
  const input = useRef<HTMLInputElement>(null);
  const [isWrong, setWrong] = useState(false);
  const params = { brand: centre.brand.id };
  const put = useMutation({
    mutationFn: (body: Blob) => call(putHelpLogo, { params, body }),
    onSuccess: onSaved,
  });
  const remove = useMutation({ mutationFn: () => call(deleteHelpLogo, { params }), onSuccess: onSaved });
  function take(file: File | undefined) {
    if (!file) return;
    const isFine = kinds.includes(file.type) && file.size <= largestLogo;
    setWrong(!isFine);
    if (isFine) put.mutate(file);
  }
  return (
    <div className={editorStyles.stack}>
      <p className={styles.label}>{t("help.logo")}</p>
      <div className={editorStyles.row}>
        <span className={styles.logo}>
          {centre.logo ? <img src={centre.logo.url} alt="" /> : <bdi>{centre.brand.name}</bdi>}
        </span>
        <Button icon={ImageUp} busy={put.isPending} onPress={() => input.current?.click()}>
          {t(centre.logo ? "help.logoOther" : "help.logoAdd")}
        </Button>
        {centre.logo && (
          <Button kind="quiet" icon={X} busy={remove.isPending} onPress={() => remove.mutate()}>
            {t("settings.remove")}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept={kinds.join(",")}
          aria-label={t("help.logo")}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
      <p className={isWrong ? editorStyles.fault : editorStyles.hint} role={isWrong ? "alert" : undefined}>
        {t("help.logoWords", { size: bytes(largestLogo) })}
      </p>
      {put.error && <Problem of={put.error} />}
      {remove.error && <Problem of={remove.error} />}
    </div>
  );
}
