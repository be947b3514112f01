import { Button } from "react-aria-components";
import { Role } from "../../contract/permissions.ts";
import type { ReplyOf } from "../../contract/route.ts";
import type { getSetup } from "../../contract/workspace.ts";
import { useTexts } from "../texts/Texts.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import styles from "./SignInScreen.module.css";
import type { SigningIn } from "./sign-in.ts";

type Props = { people: ReplyOf<typeof getSetup>["people"]; signingIn: SigningIn };

/** The cast of the demonstration: one press to be one of them. */
export function DemoPeople({ people, signingIn }: Props) {
  const { t } = useTexts();
  return (
    <section className={styles.demo} aria-label={t("accounts.demo.title")}>
      <div>
        <h2 className={styles.demoTitle}>{t("accounts.demo.title")}</h2>
        <p className={styles.quiet}>{t("accounts.demo.words")}</p>
      </div>
      <ul className={styles.people}>
        {people.map(({ name, email, password, role }) => (
          <li key={email}>
            <Button
              className={styles.person}
              isDisabled={signingIn.isPending}
              onPress={() => signingIn.mutate({ email, password })}
            >
              <Avatar name={name} seed={email} size={28} />
              <span className={styles.name} dir="auto">
                {name}
              </span>
              {signingIn.isPending && signingIn.variables.email === email ? (
                <Spinner />
              ) : (
                <span className={styles.role}>{roleIn(role, t)}</span>
              )}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function roleIn(role: string, t: ReturnType<typeof useTexts>["t"]): string {
  const known = Role.safeParse(role);
  return known.success ? t(`role.${known.data}`) : role;
}
