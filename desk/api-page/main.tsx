import "../ui/base.css";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { useBrowserLocale } from "../app/appearance.ts";
import { TextsProvider } from "../texts/Texts.tsx";
import { ApiPage } from "./ApiPage.tsx";

function Page() {
  const locale = useBrowserLocale();
  return (
    <Suspense>
      <TextsProvider locale={locale}>
        <ApiPage />
      </TextsProvider>
    </Suspense>
  );
}

createRoot(document.getElementById("api-page")!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
