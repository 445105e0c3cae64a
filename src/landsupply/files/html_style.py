"""网页版式 · The one style sheet of a published page: calm, readable on a phone, proper on paper."""

from __future__ import annotations

CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

STYLE = """
:root { --ink: #1f2d3d; --faint: #55657a; --rule: #cfd7e0; --tint: #f3f6f9; --accent: #1f4e79;
  --seal: #b3261e; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: var(--ink); background: #fff; line-height: 1.75; font-size: 16px;
  font-family: "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", sans-serif; }
header { padding: 2.2rem 1.25rem 1.4rem; text-align: center; border-bottom: 3px solid var(--seal); }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.4; letter-spacing: .02em; text-wrap: balance;
  font-family: "Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
h1 span { display: inline-block; }
.marking { margin: 0 0 .6rem; color: var(--seal); font-weight: 700; text-align: left; }
.frame { max-width: 84rem; margin: 0 auto; padding: 0 1.25rem 3rem; }
nav ol { list-style: none; margin: 1rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; }
nav a { color: var(--accent); text-decoration: none; font-size: .92rem; display: inline-block;
  padding: .2rem 0; }
nav a:hover, nav a:focus { text-decoration: underline; }
main { min-width: 0; }
h2 { margin: 2.4rem 0 .6rem; font-size: 1.3rem; color: var(--accent); border-bottom: 1px solid var(--rule);
  padding-bottom: .3rem; }
h3 { margin: 1.5rem 0 .3rem; font-size: 1.08rem; }
h2, h3 { scroll-margin-top: 1rem; break-after: avoid; }
p { margin: .5rem 0; max-width: 46rem; overflow-wrap: anywhere; white-space: pre-line; }
.note { color: var(--faint); font-size: .88rem; line-height: 1.6; }
.closing { text-align: right; padding-right: 2em; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .8rem;
  margin: 1.4rem 0; }
.facts div { border: 1px solid var(--rule); border-top: 3px solid var(--accent); padding: .7rem .9rem; }
.facts dt { color: var(--faint); font-size: .88rem; }
.facts dd { margin: 0; }
.facts .figure { font-size: 1.3rem; line-height: 1.45; font-weight: 600; font-variant-numeric: tabular-nums;
  white-space: nowrap; }
.facts .remark { font-size: .88rem; }
figure { margin: 1.2rem 0; break-inside: avoid; }
figcaption { font-weight: 600; margin-bottom: .4rem; }
svg { width: 100%; height: auto; display: block; font-family: inherit; }
.chart { overflow-x: auto; }
.chart svg { min-width: 34rem; }
.scroll { overflow-x: auto; margin: .8rem 0 .4rem; }
.scroll:focus { outline: 2px solid var(--accent); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.5; }
.wide table { font-size: .82rem; }
caption { text-align: left; font-weight: 600; padding: .2rem 0 .4rem; }
caption .unit { float: right; font-weight: 400; color: var(--faint); }
th, td { border: 1px solid var(--rule); padding: .3rem .5rem; text-align: left; vertical-align: middle; }
td, tbody th { overflow-wrap: anywhere; white-space: pre-line; }
thead th { background: var(--tint); text-align: center; border-bottom: 2px solid var(--accent); }
tbody th { font-weight: 400; }
tbody tr:nth-child(even) { background: #fafbfc; }
.total th, .total td { font-weight: 700; background: var(--tint); border-top: 2px solid var(--accent); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
.centred { text-align: center; }
.total th { white-space: nowrap; }
@media (min-width: 68rem) {
  .frame { display: grid; grid-template-columns: 13.5rem minmax(0, 1fr); gap: 2.2rem; }
  nav { position: sticky; top: 1rem; align-self: start; }
  nav ol { flex-direction: column; margin-top: 2.4rem; }
}
@media (max-width: 40rem) {
  header { padding: 1.4rem 1rem 1rem; } h1 { font-size: 1.35rem; } .frame { padding: 0 1rem 2rem; }
  nav ol { display: block; columns: 2; column-gap: 1rem; } nav li { break-inside: avoid; }
  caption .unit { float: none; display: block; }
}
@page { size: A4; margin: 18mm 16mm 16mm; }
@page sideways { size: A4 landscape; margin: 14mm; }
@media print {
  body { font-size: 10.5pt; } nav { display: none; } .frame { display: block; max-width: none; padding: 0; }
  header { padding: 0 0 4mm; } p { max-width: none; } .scroll, .chart { overflow: visible; }
  thead { display: table-header-group; } tr { break-inside: avoid; } table { font-size: 9pt; }
  .annex { break-before: page; } .annex h2 { margin-top: 0; } .wide { page: sideways; }
  .wide table { font-size: 7.5pt; }
  .wide th, .wide td { padding: 1mm; min-width: 0 !important; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
