import { useTexts } from "../texts/Texts.tsx";
import { TextField } from "../ui/TextField.tsx";

type Props = {
  label: string;
  value: string;
  onChange: (password: string) => void;
  error?: string;
  autoFocus?: boolean;
};

/** Says beforehand what a good password is, and that it is the browser's turn to propose one. */
export function NewPasswordField(props: Props) {
  const { t } = useTexts();
  return (
    <TextField
      {...props}
      type="password"
      autoComplete="new-password"
      description={t("accounts.password.hint")}
    />
  );
}
