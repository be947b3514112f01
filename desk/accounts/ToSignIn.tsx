import { useNavigate } from "@tanstack/react-router";
import { Button } from "../ui/Button.tsx";

/** The way out of a screen where there is nothing else to do. */
export function ToSignIn({ children }: { children: string }) {
  const navigate = useNavigate();
  return (
    <Button kind="primary" wide onPress={() => navigate({ to: "/sign-in" })}>
      {children}
    </Button>
  );
}
