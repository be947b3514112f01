import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { postSecondFactor, putSecondFactor } from "../../contract/accounts.ts";
import type { ReplyOf } from "../../contract/route.ts";
import { call } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { toast } from "../ui/toasts.ts";
import { CodeField } from "./CodeField.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { FormOf, useForm } from "./form.tsx";
import { PasswordCheck } from "./PasswordCheck.tsx";
import styles from "./Profile.module.css";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { code } from "./rules.ts";

type Secret = ReplyOf<typeof postSecondFactor>;

/** Password, picture and first code, recovery codes. Nothing changes before the first code was right. */
export function StartSecondFactor({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);

  if (codes)
    return (
      <RecoveryCodes
        codes={codes}
        onClose={() => {
          toast({ kind: "good", text: t("profile.factorDone") });
          onClose();
        }}
      />
    );
  if (secret) return <FirstCode secret={secret} onClose={onClose} onDone={setCodes} />;
  return (
    <PasswordCheck
      title={t("profile.factor")}
      action={t("profile.factorNext")}
      check={(password) => call(postSecondFactor, { body: { password } })}
      onDone={setSecret}
      onClose={onClose}
    >
      {t("profile.factorWords")}
    </PasswordCheck>
  );
}

type FirstCodeProps = { secret: Secret; onClose: () => void; onDone: (recoveryCodes: string[]) => void };

function FirstCode({ secret, onClose, onDone }: FirstCodeProps) {
  const { t } = useTexts();
  const confirming = useMutation({
    mutationFn: (body: { code: string }) => call(putSecondFactor, { body }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  const form = useForm({ code }, { code: "" }, (values) => confirming.mutate(values), confirming.error);

  return (
    <Dialog
      title={t("profile.factor")}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary" busy={confirming.isPending}>
            {t("profile.factorStart")}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <p>{t("profile.factorScan")}</p>
        <img
          className={styles.qr}
          src={`data:image/svg+xml,${encodeURIComponent(secret.qr)}`}
          alt={t("profile.factorPicture")}
        />
        <div>
          <p className={styles.quiet}>{t("profile.factorByHand")}</p>
          <div className={styles.secret}>
            <code dir="ltr">{secret.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <CopyButton text={secret.secret} />
          </div>
        </div>
        <CodeField
          value={form.values.code}
          onChange={(typed) => form.set({ code: typed })}
          error={form.fault("code")}
        />
        {confirming.error && <Problem of={confirming.error} />}
      </FormOf>
    </Dialog>
  );
}
