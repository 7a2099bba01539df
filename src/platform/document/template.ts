/**
 * The look of every document, in the language of the typesetter. What is set comes as JSON through `sys.inputs` and is only
 * ever used as text, so markup in it is letters like any others. It asks for PDF/UA: headings, reading order and the
 * language of each part are in the file for people who have it read aloud.
 */
export const template = `
#let data = json(bytes(sys.inputs.data))
#let ink = rgb("#1f2430")
#let soft-ink = rgb("#565e6e")
#let line-ink = rgb("#c9cdd6")
#let alarm = rgb("#8a1c1c")
#set document(title: data.title, author: (), date: none)
#set text(font: data.fonts, size: 9.5pt, fill: ink, lang: data.language, hyphenate: false)
#set par(leading: 0.6em, spacing: 0.8em, justify: false)

#let page-of() = context {
  let here = str(counter(page).get().first())
  let all = str(counter(page).final().first())
  data.pageOf.replace("{pages}", all).replace("{page}", here)
}

#let mark = if data.mark == none [] else {
  block(width: 100%, inset: 4pt, stroke: 0.8pt + alarm, below: 0pt,
    align(center, text(size: 8.5pt, weight: "bold", fill: alarm, data.mark)))
}

#set page(
  paper: "a4",
  margin: (top: if data.mark == none { 22mm } else { 30mm }, bottom: 20mm, x: 20mm),
  header-ascent: 8mm,
  header: mark,
  footer-descent: 6mm,
  footer: block(width: 100%, above: 0pt, inset: (top: 4pt), stroke: (top: 0.5pt + line-ink),
    text(size: 8pt, fill: soft-ink, grid(columns: (1fr, auto), data.foot, page-of()))),
)

// Runs without a place to break (an address, a thousand letters in a row) may break anywhere, so that nothing leaves the page.
#show regex("[^\\\\s\\u{00AD}\\u{200B}]{34,}"): run => run.text.clusters().join(sym.zws)

#let lines(it) = it.lines.join(linebreak())
#let said(it) = {
  set text(lang: it.language, dir: if it.rtl { rtl } else { ltr })
  align(if it.rtl { right } else { left }, par(lines(it)))
}

#set heading(numbering: none)
#show heading: set block(sticky: true)
#show heading.where(level: 1): set text(size: 17pt)
#show heading.where(level: 1): set block(above: 0.9em, below: 0.8em)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 2): set block(above: 1.7em, below: 0.8em)
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading.where(level: 3): set block(above: 1.3em, below: 0.7em)
#show heading.where(level: 4): set text(size: 9.5pt, fill: soft-ink)
#show heading.where(level: 4): set block(above: 1.1em, below: 0.6em)

#let fact(it) = grid(
  columns: (36%, 1fr), column-gutter: 8pt,
  text(fill: soft-ink, said(it.label)),
  if it.soft { text(fill: soft-ink, style: "italic", said(it.value)) } else { said(it.value) },
)

#let draw(it) = {
  if it.kind == "heading" {
    heading(level: it.level, { set text(lang: it.text.language); lines(it.text) })
  } else if it.kind == "notice" {
    block(width: 100%, inset: 7pt, stroke: (left: 2pt + ink), fill: rgb("#f2f3f6"), said(it.text))
  } else if it.kind == "paragraph" {
    if it.soft { text(fill: soft-ink, said(it.text)) } else { said(it.text) }
    parbreak()
  } else {
    for one in it.facts {
      block(width: 100%, above: 0.7em, below: 0.7em, fact(one))
    }
  }
}

#for one in data.letterhead {
  block(above: 0pt, below: 0.45em, text(fill: soft-ink, weight: "bold", par(one)))
}
#for it in data.blocks { draw(it) }
#if data.hasUnshown { text(fill: soft-ink, data.unshown) }
`;
