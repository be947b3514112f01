/** The look of the desk (desk/ui/tokens.css) as far as a few plain pages need it. */
export const outboxStyle = `
:root {
  color-scheme: light dark;
  --surface: light-dark(oklch(0.985 0.002 265), oklch(0.19 0.009 265));
  --raised: light-dark(oklch(1 0 0), oklch(0.222 0.01 265));
  --hover: light-dark(oklch(0.22 0.03 265 / 0.05), oklch(0.95 0.02 265 / 0.06));
  --text: light-dark(oklch(0.235 0.016 265), oklch(0.935 0.006 265));
  --quiet: light-dark(oklch(0.48 0.016 265), oklch(0.735 0.012 265));
  --border: light-dark(oklch(0.908 0.006 265), oklch(0.305 0.012 265));
  --accent: light-dark(oklch(0.475 0.178 268), oklch(0.79 0.105 268));
  --focus: light-dark(oklch(0.56 0.19 268), oklch(0.72 0.14 268));
  --font: system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", sans-serif;
  --size: 0.875rem;
  --line: 1.25rem;
}
:root:lang(zh) {
  --font: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", sans-serif;
  --line: 1.375rem;
}
:root:lang(ar) {
  --font: system-ui, -apple-system, "SF Arabic", "Segoe UI", "Noto Sans Arabic", "Noto Sans", Tahoma, sans-serif;
  --size: 0.9375rem;
  --line: 1.5rem;
}
*, *::before, *::after { box-sizing: border-box; }
* { margin: 0; }
body { background: var(--surface); color: var(--text); font: var(--size) / var(--line) var(--font); overflow-wrap: anywhere; }
main { max-inline-size: 56rem; margin-inline: auto; padding: 1.5rem 1rem 3rem; display: grid; gap: 1rem; }
.bar { border-block-end: 1px solid var(--border); padding: 0.75rem 1rem; background: var(--raised); }
h1 { font-size: 1.25rem; line-height: 1.75rem; font-weight: 600; text-wrap: balance; }
h2 { font-size: var(--size); line-height: var(--line); font-weight: 600; }
a { color: var(--accent); text-underline-offset: 0.15em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.quiet, time { color: var(--quiet); }
time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.head { display: grid; gap: 0.25rem; }
.mails, .files { list-style: none; padding: 0; }
.mails { background: var(--raised); border: 1px solid var(--border); border-radius: 8px; overflow: hidden; }
.mails li + li { border-block-start: 1px solid var(--border); }
.mail { display: grid; grid-template-columns: 14rem 1fr auto; gap: 1rem; padding: 0.75rem 1rem; color: inherit; text-decoration: none; }
.mail:hover { background: var(--hover); }
.mail:focus-visible { outline-offset: -2px; }
.mail .to { font-weight: 600; }
.mail .to, .mail .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
/* Words run in their own direction, and stand at the page's edge: cut off at their end, not at the page's. */
[dir="ltr"] :is(.subject, h1) { text-align: left; }
[dir="rtl"] :is(.subject, h1) { text-align: right; }
.pages { display: flex; flex-wrap: wrap; gap: 1rem; }
article, section { display: grid; gap: 0.75rem; }
article { gap: 1.5rem; background: var(--raised); border: 1px solid var(--border); border-radius: 8px; padding: 1.5rem; }
.facts { display: grid; gap: 0.25rem; }
.facts div { display: grid; grid-template-columns: 9rem 1fr; gap: 1rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
iframe { inline-size: 100%; block-size: 22rem; resize: vertical; border: 1px solid var(--border); border-radius: 6px; background: #fff; color-scheme: light; }
.text, pre { white-space: pre-wrap; border: 1px solid var(--border); border-radius: 6px; padding: 0.75rem 1rem; }
.text { unicode-bidi: plaintext; }
pre { font: 0.8125rem / 1.25rem ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", Consolas, monospace; margin-block-start: 0.75rem; }
.files { display: grid; gap: 0.25rem; }
summary { cursor: pointer; color: var(--accent); inline-size: fit-content; }
.button { display: inline-block; padding: 0.375rem 0.75rem; border: 1px solid var(--border); border-radius: 6px; text-decoration: none; background: var(--raised); }
.button:hover { background: var(--hover); }
.empty { display: grid; gap: 0.75rem; justify-items: center; text-align: center; padding: 3rem 1rem; }
@media (width < 40rem) {
  .mail { grid-template-columns: 1fr auto; gap: 0.25rem 1rem; }
  .mail .subject { grid-column: 1 / -1; grid-row: 2; }
  .facts div { grid-template-columns: 1fr; gap: 0; }
  article { padding: 1rem; }
}
@media (pointer: coarse) {
  .mail, .button, .bar a, .pages a, .files a, summary { min-block-size: 2.75rem; align-content: center; }
}
`;
