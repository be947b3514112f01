import { useTexts } from "../../texts/Texts.tsx";

/** Who handed a mail over, and to which address. */
export function Envelope({ from, to }: { from: string; to: string }) {
  const { rich, t } = useTexts();
  return (
    <p>
      {rich("mailIn.envelope", {
        from: from || t("mailIn.noSender"),
        to,
        ltr: (parts) => <bdi dir="ltr">{parts}</bdi>,
      })}
    </p>
  );
}
