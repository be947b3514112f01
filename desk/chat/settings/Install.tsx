import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import type { ChatWidget } from "../../../contract/chat.ts";
import { getSetup } from "../../../contract/workspace.ts";
import { call } from "../../app/call.ts";
import { CodeBlock } from "../../settings/CodeBlock.tsx";
import editorStyles from "../../settings/Editor.module.css";
import { useTexts } from "../../texts/Texts.tsx";
import { Button } from "../../ui/Button.tsx";
import { FormSection } from "../../ui/FormSection.tsx";
import { apiExample, named, policyLines, scriptLine } from "./install-code.ts";

/** How the chat gets onto a site, and whether it is there. */
export function Install({ widget }: { widget: ChatWidget }) {
  const { t } = useTexts();
  const { origin } = location;
  return (
    <div className={editorStyles.editor}>
      <FormSection title={t("chatSettings.install.line")} description={t("chatSettings.install.lineWords")}>
        <CodeBlock title={t("chatSettings.install.script")} code={scriptLine(origin, widget.key)} />
        <p className={editorStyles.hint}>{t("chatSettings.install.where", { place: "</body>" })}</p>
        {!widget.isOn && <p className={editorStyles.fault}>{t("chatSettings.install.isOff")}</p>}
      </FormSection>
      <FormSection
        title={t("chatSettings.install.policy")}
        description={t("chatSettings.install.policyWords")}
      >
        <CodeBlock title={named.policy} code={policyLines(origin)} />
      </FormSection>
      <FormSection title={t("chatSettings.install.api")} description={t("chatSettings.install.apiWords")}>
        <CodeBlock title={named.script} code={apiExample} />
        <p className={editorStyles.hint}>
          <a href="/chat/tandem.d.ts" target="_blank" rel="noopener">
            {named.types}
          </a>
        </p>
        <Shop />
      </FormSection>
    </div>
  );
}

/** On a demo there is a shop in which it stands already. */
function Shop() {
  const { t } = useTexts();
  const { data } = useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => call(getSetup, {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!data?.demo) return null;
  return (
    <div>
      <Button icon={ExternalLink} onPress={() => window.open("/demo/shop", "_blank", "noopener")}>
        {t("chatSettings.install.shop")}
      </Button>
    </div>
  );
}
