import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { useTexts } from "../texts/Texts.tsx";
import { Button } from "../ui/Button.tsx";

type Props = { text: string; label?: string; size?: "s" | "m" };

/** Copies, and says for a moment that it did. */
export function CopyButton({ text, label, size = "s" }: Props) {
  const { t } = useTexts();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <Button
      size={size}
      icon={copied ? Check : Copy}
      aria-live="polite"
      onPress={async () => setCopied(await copy(text))}
    >
      {copied ? t("form.copied") : (label ?? t("form.copy"))}
    </Button>
  );
}

/** Browsers give the clipboard only to secure pages; a desk in a local net by plain HTTP copies the old way. */
async function copy(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  const focused = document.activeElement;
  (focused?.closest("[role='dialog']") ?? document.body).append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
