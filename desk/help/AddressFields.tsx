import { CodeBlock } from "../settings/CodeBlock.tsx";
import editorStyles from "../settings/Editor.module.css";
import { useTexts } from "../texts/Texts.tsx";
import { TextField } from "../ui/TextField.tsx";
import { exampleHost, helpAddress, proxies } from "./host-code.ts";
import { host as hostRule, type Values } from "./values.ts";

type Props = {
  values: Pick<Values, "slug" | "host">;
  set: (change: Partial<Values>) => void;
  slugFault?: string;
  hostFault?: string;
};

/** Below Tandem's own address, or on a host of one's own; for that, what to set up. */
export function AddressFields({ values, set, slugFault, hostFault }: Props) {
  const { t } = useTexts();
  const host = values.host.trim().toLowerCase();
  const isHost = host !== "" && hostRule(host) === null;
  return (
    <>
      <TextField
        label={t("help.slug")}
        description={<bdi dir="ltr">{helpAddress(values.slug)}</bdi>}
        direction="ltr"
        spellCheck="false"
        maxLength={60}
        value={values.slug}
        onChange={(typed) => set({ slug: typed.toLowerCase().replace(/\s+/g, "-") })}
        error={slugFault}
      />
      <TextField
        label={t("help.host")}
        description={t("help.hostWords")}
        optional
        direction="ltr"
        spellCheck="false"
        placeholder={exampleHost}
        value={values.host}
        onChange={(typed) =>
          set({
            host: typed
              .trim()
              .replace(/^https?:\/\//i, "")
              .replace(/\/.*$/, ""),
          })
        }
        error={hostFault}
      />
      {isHost && (
        <details className={editorStyles.stack}>
          <summary>{t("help.hostHow", { host })}</summary>
          <div className={editorStyles.stack}>
            <p className={editorStyles.hint}>{t("help.hostSteps", { host, server: location.host })}</p>
            {proxies.map(({ name, code }) => (
              <CodeBlock key={name} title={name} code={code(host)} />
            ))}
            <p className={editorStyles.hint}>{t("help.hostTrust")}</p>
          </div>
        </details>
      )}
    </>
  );
}
