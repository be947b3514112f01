export const shopStyle = `
:root { --ink: #22303a; --quiet: #566570; --paper: #fbfaf7; --card: #fff; --edge: #e4e0d7; --brand: #1f7a5c; --deep: #14523d; --wash: #e8f1ec; color-scheme: light; font: 17px/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, sans-serif; }
:root:lang(ar) { font: 18px/1.8 system-ui, -apple-system, "SF Arabic", "Segoe UI", "Noto Sans Arabic", Tahoma, sans-serif; }
:root:lang(zh) { font-family: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
*, ::before, ::after { box-sizing: border-box; }
* { margin: 0; }
body { background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
a { color: var(--deep); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid #1d4ed8; outline-offset: 3px; border-radius: 4px; }
.wide { max-inline-size: 70rem; margin-inline: auto; padding-inline: 1.25rem; }
.top { border-block-end: 1px solid var(--edge); background: var(--card); }
.top .wide { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1.25rem; min-block-size: 4rem; }
.top a { text-decoration: none; color: inherit; padding-block: 0.6rem; }
.logo { font-weight: 750; font-size: 1.25rem; color: var(--brand) !important; margin-inline-end: auto; letter-spacing: -0.02em; }
.top select { font: inherit; padding: 0.4rem; min-block-size: 2.75rem; border: 1px solid var(--edge); border-radius: 0.5rem; background: none; color: inherit; }
.badge { display: inline-block; min-inline-size: 1.4em; padding-inline: 0.35em; border-radius: 1em; background: var(--brand); color: #fff; font-size: 0.8rem; line-height: 1.4em; text-align: center; }
.badge:empty { display: none; }
.hero { display: grid; grid-template-columns: 1fr 1.1fr; align-items: center; gap: 2rem; padding-block: 3.5rem; }
.hero h1 { font-size: clamp(2.2rem, 6vw, 3.6rem); line-height: 1.1; letter-spacing: -0.03em; text-wrap: balance; }
:lang(ar) .hero h1 { letter-spacing: 0; line-height: 1.35; }
.hero p { margin-block: 1rem 1.75rem; font-size: 1.15rem; color: var(--quiet); max-inline-size: 32rem; }
.stage { border-radius: 1.5rem; background: var(--wash); padding: 1.5rem; }
.drawing { display: block; inline-size: 100%; block-size: auto; }
h2 { font-size: 1.6rem; line-height: 1.3; margin-block-end: 1rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.25rem; padding: 0 0 4rem; list-style: none; }
.item { display: block; block-size: 100%; border: 1px solid var(--edge); border-radius: 1rem; background: var(--card); color: inherit; text-decoration: none; overflow: hidden; }
.item:hover { border-color: var(--brand); }
.item .drawing { background: var(--wash); padding: 1rem; }
.item span { display: block; padding-inline: 1.1rem; }
.item b { display: block; padding: 1rem 1.1rem 0; font-size: 1.1rem; }
form > * + *, .narrow > div > * + * { margin-block-start: 1.1rem; }
.quiet { color: var(--quiet); }
.price { font-weight: 650; font-variant-numeric: tabular-nums; }
.item .price { padding-block: 0.4rem 1.1rem; }
.thing { display: grid; grid-template-columns: 1.2fr 1fr; gap: 3rem; align-items: center; padding-block: 3rem 4rem; }
.thing h1, .narrow h1 { font-size: 2.2rem; line-height: 1.2; letter-spacing: -0.02em; }
.thing > div:last-child > * + * { margin-block-start: 1rem; }
.row { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: center; }
fieldset { border: 0; padding: 0; }
legend { margin-block-end: 0.4rem; font-weight: 600; }
.size { position: relative; display: inline-grid; place-items: center; min-inline-size: 3.2rem; min-block-size: 2.9rem; border: 1px solid #8b949b; border-radius: 0.6rem; cursor: pointer; }
.size:has(:checked) { border-color: var(--brand); background: var(--wash); box-shadow: inset 0 0 0 1px var(--brand); font-weight: 650; }
.size:focus-within { outline: 3px solid #1d4ed8; outline-offset: 2px; }
.size input { position: absolute; inset: 0; opacity: 0; }
.button { display: inline-block; padding: 0.7rem 1.4rem; min-block-size: 2.9rem; border: 0; border-radius: 0.7rem; background: var(--brand); color: #fff; font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.button:hover { background: var(--deep); }
.button.second { background: none; color: var(--deep); box-shadow: inset 0 0 0 1px var(--brand); }
.button.second:hover { background: var(--wash); }
.narrow { max-inline-size: 40rem; margin-inline: auto; padding: 3rem 1.25rem 5rem; }
.narrow > * + * { margin-block-start: 1.25rem; }
.lines { list-style: none; padding: 0; border-block-start: 1px solid var(--edge); }
.lines li { display: grid; grid-template-columns: 5.5rem 1fr auto; gap: 1rem; align-items: center; padding-block: 0.8rem; border-block-end: 1px solid var(--edge); }
.lines .drawing { background: var(--wash); border-radius: 0.6rem; }
.lines button { border: 0; background: none; padding: 0.3rem 0; min-block-size: 1.6rem; font: inherit; font-size: 0.9rem; color: var(--deep); text-decoration: underline; cursor: pointer; }
.field { display: block; font-weight: 600; }
.field input { display: block; inline-size: 100%; min-block-size: 3rem; margin-block-start: 0.3rem; padding: 0.5rem 0.8rem; border: 1px solid #8b949b; border-radius: 0.6rem; background: #fff; color: inherit; font: inherit; }
.wrong { color: #b3261e; }
.steps { display: flex; gap: 1.5rem; padding: 0; list-style: none; color: var(--quiet); }
.steps [aria-current] { color: var(--deep); font-weight: 650; border-block-end: 2px solid var(--brand); }
.note { padding-block: 1.5rem; border-block-start: 1px solid var(--edge); color: var(--quiet); font-size: 0.95rem; }
.consent { position: fixed; inset-inline: 0; inset-block-end: 0; z-index: 10; display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: center; justify-content: center; padding: 1rem 6rem 1rem 1.25rem; background: #14241d; color: #fff; }
[dir="rtl"] .consent { padding: 1rem 1.25rem 1rem 6rem; }
.consent .second { color: #fff; box-shadow: inset 0 0 0 1px #9fc9b7; }
.consent .second:hover { background: #223d31; }
[hidden] { display: none !important; }
@media (max-width: 44rem) { .hero, .thing { grid-template-columns: minmax(0, 1fr); gap: 1.5rem; padding-block: 2rem; } }
`;
