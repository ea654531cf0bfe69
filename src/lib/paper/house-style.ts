/**
 * The look of our paper in Typst: Source Serif titles, Inter with tabular figures, Plex Mono for refs, hairlines, one gold line. Templates begin with
 * `#import "house.typ": *`; everything they show comes from `data`, which is JSON and therefore never markup.
 */
export const HOUSE_STYLE = String.raw`
#let data = json(bytes(sys.inputs.at("data")))
#let ink = rgb("#1B1F24")
#let quiet = rgb("#5B6169")
#let hairline = rgb("#D9D5CC")
#let gold = rgb("#9A6700")
#let sans = ("GtSansA", "GtSansB", "GtSansC", "GtSansD", "GtSansE", "GtSansF", "GtSansG")
#let serif = ("GtSerifA", "GtSerifB", "GtSerifC", "GtSerifD", "GtSerifE") + sans
#let mono = ("GtMonoA", "GtMonoB", "GtMonoC") + sans

// A long run without a space may break, after its own signs where it has some: a 500-letter word must not leave its cell.
#let pieces(run) = if run.len() <= 22 { run } else { run.clusters().chunks(10).map(part => part.join()).join("\u{200b}") }
#let breakable(word) = if word.len() <= 18 { word } else {
  word.replace(regex("[/._@:;,?&=|-]+"), sign => sign.text + "\u{200b}").split("\u{200b}").map(pieces).join("\u{200b}")
}
#let needs-care = regex("\n|[^ ]{19}")
// Plain text: line breaks are kept, nothing else means anything. Most cells are a line of short words: a string is set as it is, and far quicker.
#let plain(value) = if not value.contains(needs-care) { value } else {
  value.split("\n").map(line => text(line.split(" ").map(breakable).join(" "))).join(linebreak())
}

#let paper-facts(facts) = grid(
  columns: (auto, 1fr), column-gutter: 14pt, row-gutter: 5pt,
  ..facts.map(fact => (text(fill: quiet, plain(fact.label)), plain(fact.value))).flatten(),
)

#let column-width(column) = {
  if "millimetres" in column { column.millimetres * 1mm } else { column.at("share", default: 1) * 1fr }
}
#let column-align(column) = (start: left, center: center, end: right).at(column.at("align", default: "start"))
#let table-head(column) = {
  let label = text(weight: 600, fill: quiet, plain(column.label))
  if column.at("upright", default: false) { rotate(-90deg, reflow: true, label) } else { label }
}
#let table-cell(column, value) = if column.at("mono", default: false) { text(font: mono, plain(value)) } else { plain(value) }

// A row stays on one page unless a cell of it could be higher than that.
#let is-long(row) = row.any(cell => cell.len() > 400 or cell.matches("\n").len() > 16)

// Lines and alignments are given once, not by a function for each cell: a thousand rows are set three times as fast.
#let paper-table(block) = {
  let columns = block.columns
  let dense = block.at("dense", default: false)
  set text(size: if dense { 7.5pt } else { 8.5pt })
  set par(leading: 0.5em)
  set table.cell(breakable: false)
  let whole(row) = if row.len() < columns.len() { row + ("",) * (columns.len() - row.len()) } else { row }
  table(
    columns: columns.map(column-width),
    align: columns.map(column => column-align(column) + top),
    inset: if dense { (x: 2.5pt, y: 2.5pt) } else { (x: 4pt, y: 4.5pt) },
    stroke: (x: none, top: none, bottom: 0.4pt + hairline),
    table.header(
      repeat: true,
      ..columns.map(column => table.cell(align: column-align(column) + bottom, stroke: (x: none, top: none, bottom: 0.8pt + ink), table-head(column))),
    ),
    ..if block.rows.len() == 0 and block.at("empty", default: "") != "" {
      (table.cell(colspan: columns.len(), text(fill: quiet, plain(block.empty))),)
    } else {
      block.rows.map(row => {
        let cells = columns.zip(whole(row)).map(((column, value)) => table-cell(column, value))
        if is-long(row) { cells.map(cell => table.cell(breakable: true, cell)) } else { cells }
      }).flatten()
    },
  )
}

// A drawing of lib/paper/drawing.ts names its letters by what they are; here they are ours.
#let paper-figure(block) = figure(
  alt: block.alt,
  image(
    bytes(block.svg.replace("Inter, Arial, sans-serif", "GtSansA").replace("IBM Plex Mono, Consolas, monospace", "GtMonoA")),
    format: "svg", width: block.millimetres * 1mm, alt: block.alt,
  ),
)

// By which this copy is recognised: the QR, and its code in words beneath it.
#let paper-copy(copy) = box(width: 40mm, align(center, {
  if "svg" in copy { image(bytes(copy.svg), format: "svg", width: 23mm, alt: copy.alt) }
  set par(leading: 0.45em, spacing: 0.5em)
  text(size: 6.5pt, fill: quiet, plain(copy.hint))
  parbreak()
  text(size: 6pt, font: mono, copy.code)
}))

// One page style for all: head with organisation and classification, foot with edition, "uncontrolled when printed" and page x of y.
#let paper-page(body) = {
  let (year, month, day) = data.day.split("-").map(int)
  set document(title: data.title, author: data.organization, date: datetime(year: year, month: month, day: day))
  set text(font: sans, size: 10pt, fill: ink, lang: "en", number-width: "tabular", hyphenate: false, ligatures: false)
  set par(leading: 0.62em, spacing: 0.9em)
  let small(value) = text(size: 7.5pt, fill: quiet, plain(value))
  set page(
    paper: data.at("size", default: "a4"),
    flipped: data.at("landscape", default: false),
    margin: (x: 16mm, top: 22mm, bottom: 20mm),
    header: {
      grid(columns: (1fr, auto), small(data.organization + " · " + data.title), small(data.classification))
      v(-6pt)
      line(length: 100%, stroke: 0.4pt + hairline)
    },
    footer: context grid(
      columns: (1fr, auto, 1fr), column-gutter: 8pt, row-gutter: 4pt,
      small((data.at("number", default: ""), data.at("edition", default: ""), data.day).filter(part => part != "").join(" · ")),
      small(data.words.uncontrolled),
      align(right, small(data.words.page + " " + str(counter(page).get().first()) + " " + data.words.of + " " + str(counter(page).final().first()))),
      ..if data.at("foot", default: "") == "" { () } else { (grid.cell(colspan: 3, small(data.foot)),) },
    ),
  )
  show heading.where(level: 1): it => block(above: 0pt, below: 8pt, text(font: serif, size: 20pt, weight: 600, it.body))
  show heading.where(level: 2): it => block(above: 18pt, below: 8pt, sticky: true, text(font: serif, size: 13pt, weight: 600, it.body))
  show heading.where(level: 3): it => block(above: 12pt, below: 6pt, sticky: true, text(size: 10pt, weight: 600, it.body))
  let title = {
    heading(level: 1, plain(data.title))
    line(length: 24mm, stroke: 1.6pt + gold)
    v(2pt)
    if data.at("subtitle", default: "") != "" { text(fill: quiet, plain(data.subtitle)) }
  }
  if "logo" in data { block(below: 14pt, image(data.logo.file, alt: data.logo.alt, width: calc.min(60mm, 14mm * data.logo.ratio))) }
  if "copy" in data { grid(columns: (1fr, auto), column-gutter: 12pt, title, paper-copy(data.copy)) } else { title }
  if data.at("facts", default: ()).len() > 0 { paper-facts(data.facts) }
  body
}

#let paper-block(block) = {
  if block.kind == "heading" { heading(level: block.at("level", default: 1) + 1, plain(block.text)) }
  else if block.kind == "paragraph" { par(plain(block.text)) }
  else if block.kind == "note" { std.block(stroke: (left: 1.6pt + gold), inset: (left: 8pt, y: 3pt), plain(block.text)) }
  else if block.kind == "list" { list(..block.items.map(plain)) }
  else if block.kind == "facts" { paper-facts(block.facts) }
  else if block.kind == "table" { paper-table(block) }
  else if block.kind == "figure" { paper-figure(block) }
  else if block.kind == "page-break" { pagebreak(weak: true) }
}
`;

/** Sets a Paper (lib/paper/paper.ts) as it is: its blocks one after the other. */
export const PAPER_TEMPLATE = `
#import "house.typ": *
#show: paper-page
#for block in data.blocks { paper-block(block) }
`;
