import type { ReactNode } from "react";
import type { Form } from "../accounts/form.tsx";
import { FormOf } from "../accounts/form.tsx";
import { useUnsaved } from "../app/Unsaved.tsx";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Problem } from "../ui/Problem.tsx";
import { addressOf, usePlace } from "./place.ts";

type Props<Values extends object> = {
  title: string;
  form: Form<Values>;
  /** The request that sends the form. */
  saving: { isPending: boolean; error: unknown };
  /** What its button says. */
  action: string;
  onClose: () => void;
  size?: "s" | "m" | "l" | "xl";
  /** Other things to do with it, at the start edge of the foot. */
  more?: ReactNode;
  children: ReactNode;
};

/** Adds or changes one thing of the settings. It lies over its list, and the address says which it is. */
export function ItemDialog<Values extends object>(props: Props<Values>) {
  const { title, form, saving, action, onClose, size, more, children } = props;
  const { t } = useTexts();
  const { part } = usePlace();
  // Whoever cancels means it; the way back to another part, or a closed tab, may be a slip.
  useUnsaved(form.changed, addressOf(part!));
  return (
    <Dialog
      title={title}
      size={size}
      isOpen
      onOpenChange={onClose}
      actions={
        <>
          {more}
          <Button onPress={onClose}>{t("ui.cancel")}</Button>
          <Button type="submit" form={form.id} kind="primary" busy={saving.isPending}>
            {action}
          </Button>
        </>
      }
    >
      <FormOf of={form}>
        {children}
        {saving.error ? <Problem of={saving.error} /> : null}
      </FormOf>
    </Dialog>
  );
}
