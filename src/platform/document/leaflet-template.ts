/**
 * The look of papers to be taken along, in the language of the typesetter; what is set comes as JSON and is only ever used as text.
 * Pictures stand beside words that say the same, so they are decoration to whoever has the paper read aloud; the code to scan is not.
 */
export const leafletTemplate = `
#let data = json(bytes(sys.inputs.data))
#let ink = rgb("#14212b")
#let soft-ink = rgb("#51606b")
#let thread = rgb("#0d5c66")
#let alarm = rgb("#a3201f")
#let line-ink = rgb("#c9cdd6")
#let start = if data.rtl { right } else { left }
#set document(title: data.title, author: (), date: none)
#set text(font: data.fonts, size: 9.5pt, fill: ink, lang: data.language, dir: if data.rtl { rtl } else { ltr }, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.75em, justify: false)
#set align(start)
#let is-poster = data.layout == "poster"
#let is-cards = data.layout == "cards"
#set page(
  paper: "a4",
  columns: if data.layout == "leaflet" { 2 } else { 1 },
  margin: if is-cards { (x: 12mm, y: 12mm) } else if is-poster { 18mm } else { (x: 15mm, top: 14mm, bottom: 14mm) },
  header: none,
  footer: none,
)
#set columns(gutter: 9mm)
#set heading(numbering: none)
#show heading: set block(sticky: true)
#let said(it) = text(lang: it.language, dir: if it.rtl { rtl } else { ltr }, it.lines.join(linebreak()))
#let drawn(svg, size) = pdf.artifact(box(width: size, height: size, image(bytes(svg), format: "svg", width: size, height: size)))
#let code(size) = image(bytes(data.code.svg), format: "svg", width: size, height: size, alt: data.code.says.lines.join(" ") + " " + data.code.address)
#let ltr-text(it) = text(dir: ltr, it)

#let mark = if data.mark != none {
  block(width: 100%, inset: 3pt, stroke: 0.8pt + alarm, below: 6pt, align(center, text(size: 8pt, weight: "bold", fill: alarm, data.mark)))
}

#let call(it, large) = block(width: 100%, breakable: false, inset: if large { 10pt } else { 6pt }, radius: 3pt,
  fill: if it.isUrgent { alarm } else { thread }, below: 6pt, {
  set text(fill: white)
  par(text(size: if large { 14pt } else { 9.5pt }, weight: "bold", said(it.asks)))
  par(text(size: if large { 40pt } else { 17pt }, weight: "bold", ltr-text(it.number)))
  par(text(size: if large { 12pt } else { 8.5pt }, said(it.who)))
})

#let entry(it) = block(breakable: false, above: 0.75em, below: 0pt, grid(
  columns: if it.picture == none { (3mm, 1fr) } else { (7mm, 1fr) }, column-gutter: 6pt,
  if it.picture == none { pdf.artifact([•]) } else { drawn(it.picture.svg, 6mm) },
  {
    if it.title != none { strong(said(it.title)) }
    if it.title != none and it.text != none { linebreak() }
    if it.text != none { said(it.text) }
  },
))

#let part(it) = {
  heading(level: 2, { set text(size: 12pt, fill: thread); said(it.title) })
  for one in it.entries { entry(one) }
}

#let scan(size) = block(above: 1.2em, breakable: false, grid(columns: (size, 1fr), column-gutter: 8pt, align: horizon, code(size), {
  par(strong(said(data.code.says)))
  par(text(fill: soft-ink, ltr-text(data.code.address)))
}))

#let notes = for it in data.notes { par(text(size: 8pt, fill: soft-ink, said(it))) }

#let card = block(width: 85mm, height: 52mm, inset: 4mm, stroke: (paint: line-ink, thickness: 0.4pt, dash: "dashed"), clip: true, {
  set text(size: 8.5pt)
  set par(leading: 0.5em, spacing: 0.7em)
  grid(columns: (1fr, 22mm), column-gutter: 3mm,
    {
      par(text(size: 10pt, weight: "bold", said(data.heading)))
      for it in data.calls {
        par({
          said(it.asks)
          linebreak()
          text(fill: if it.isUrgent { alarm } else { thread }, size: 15pt, weight: "bold", ltr-text(it.number))
        })
      }
    },
    if data.code != none { code(22mm) },
  )
  if data.notes.len() > 0 { par(text(fill: soft-ink, said(data.notes.first()))) }
})

#if is-cards {
  mark
  // The first card carries the title for whoever has it read aloud; all are alike.
  heading(level: 1, outlined: false, text(size: 0.1pt, fill: white, data.title))
  grid(columns: (1fr, 1fr), row-gutter: 4mm, align: center, ..range(8).map(_ => align(start, card)))
} else {
  mark
  if is-poster { v(1fr) }
  heading(level: 1, text(size: if is-poster { 38pt } else { 18pt }, said(data.heading)))
  v(if is-poster { 6mm } else { 0mm })
  if data.lead != none { par(text(size: if is-poster { 18pt } else { 10.5pt }, said(data.lead))) }
  if is-poster { v(1fr) } else { v(1mm) }
  for it in data.calls { call(it, is-poster) }
  if data.layout == "pictures" {
    for it in data.parts {
      heading(level: 2, { set text(size: 13pt, fill: thread); said(it.title) })
      grid(columns: (1fr, 1fr, 1fr), column-gutter: 5mm, row-gutter: 5mm, ..it.entries.map(one => block(width: 100%, breakable: false, inset: 3mm, stroke: 0.5pt + line-ink, radius: 2pt, {
        if one.picture != none { align(center, drawn(one.picture.svg, 20mm)) }
        if one.title != none { align(center, strong(said(one.title))) }
        if one.text != none { align(center, text(size: 8.5pt, said(one.text))) }
      })))
    }
  } else {
    for it in data.parts { part(it) }
  }
  if is-poster { v(1fr); set text(size: 16pt); if data.code != none { scan(60mm) }; v(1fr) } else if data.code != none { scan(26mm) }
  v(2mm)
  notes
}
`;
