import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { UiPage } from "./app/ui-page/UiPage.tsx";
import "./ui/base.css";

createRoot(document.getElementById("desk")!).render(
  <StrictMode>
    <Suspense>
      <UiPage />
    </Suspense>
  </StrictMode>,
);
