// Runs before anything is drawn, so that a dark desk does not flash white and an Arabic one does not jump sides.
// It is a file and not an inline script because the content security policy allows none.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem("tandem.theme");
  const locale = localStorage.getItem("tandem.locale");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  if (locale) {
    root.lang = locale;
    root.dir = locale === "ar" ? "rtl" : "ltr";
  }
} catch {
  // Storage is switched off: the system's theme and the account's language follow a moment later.
}
