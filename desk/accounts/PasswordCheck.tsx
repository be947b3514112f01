import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isProblem } from "../app/call.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Button, type ButtonKind } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { TextField } from "../ui/TextField.tsx";
import { FormOf, useForm } from "./form.tsx";
import { password } from "./rules.ts";

type Props<Done> = {
  title: string;
  action: string;
  kind?: ButtonKind;
  check: (password: string) => Promise<Done>;
  onDone: (done: Done) => void;
  onClose: () => void;
  children: ReactNode;
};

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
  const form = useForm({ password }, { password: "" }, (typed) => checking.mutate(typed.password), error);

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
          onChange={(typed) => form.set({ password: typed })}
          error={form.fault("password") ?? (wrong ? t("profile.passwordWrong") : undefined)}
        />
        {error && !wrong && <Problem of={error} />}
      </FormOf>
    </Dialog>
  );
}
