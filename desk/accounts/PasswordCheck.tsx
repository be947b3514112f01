import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { z } from "zod";
import { isProblem } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, type ButtonKind } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { FormOf, useForm } from "./form.tsx";

type Props<Done> = {
  title: string;
  action: string;
  kind?: ButtonKind;
  check: (password: string) => Promise<Done>;
  onDone: (done: Done) => void;
  onClose: () => void;
  children: ReactNode;
};

const shape = z.object({ password: z.string().min(1).max(200) });

/** Asks for the password before something that a stranger at an open desk must not do. */
export function PasswordCheck<Done>({
  title,
  action,
  kind = "primary",
  check,
  onDone,
  ...props
}: Props<Done>) {
  const { t } = useTexts();
  const checking = useMutation({ mutationFn: check, onSuccess: onDone });
  const { error } = checking;
  const wrong = isProblem(error, "wrong_credentials");
  const form = useForm(shape, { password: "" }, ({ password }) => checking.mutate(password), error);

  return (
    <Dialog
      title={title}
      size="s"
      isOpen
      onOpenChange={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind={kind} busy={checking.isPending}>
            {action}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        <p>{props.children}</p>
        <TextField
          label={t("profile.factorPassword")}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={form.values.password}
          onChange={(password) => form.set({ password })}
          error={form.fault("password") ?? (wrong ? t("profile.passwordWrong") : undefined)}
        />
        {error && !wrong && <Problem of={error} />}
      </FormOf>
    </Dialog>
  );
}
