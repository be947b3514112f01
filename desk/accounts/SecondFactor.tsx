import { useQueryClient } from "@tanstack/react-query";
import { ShieldCheck, ShieldOff } from "lucide-react";
import { useState } from "react";
import { meQuery } from "../app/me.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./Profile.module.css";
import { StartSecondFactor } from "./StartSecondFactor.tsx";
import { StopSecondFactor } from "./StopSecondFactor.tsx";

export function SecondFactor({ on }: { on: boolean }) {
  const { t } = useTexts();
  const cache = useQueryClient();
  const [dialog, setDialog] = useState<"start" | "stop" | null>(null);

  function close() {
    setDialog(null);
    return cache.invalidateQueries({ queryKey: meQuery.queryKey });
  }

  return (
    <div className={styles.state}>
      {on ? (
        <Badge tone="good" icon={ShieldCheck}>
          {t("profile.factorOn")}
        </Badge>
      ) : (
        <Badge icon={ShieldOff}>{t("profile.factorOff")}</Badge>
      )}
      <Button onPress={() => setDialog(on ? "stop" : "start")}>
        {t(on ? "profile.factorStop" : "profile.factorStart")}
      </Button>
      {dialog === "start" && <StartSecondFactor onClose={close} />}
      {dialog === "stop" && <StopSecondFactor onClose={close} />}
    </div>
  );
}
