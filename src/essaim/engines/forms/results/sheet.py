"""The sheet of the PDF: written here, since a page may hold no style of its own."""

CSS = """
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt } }
body { font: 10pt/1.45 "DejaVu Sans", "Liberation Sans", sans-serif; color: #222 }
h1 { font-size: 16pt; margin: 0 0 2mm } h2 { font-size: 11.5pt; margin: 6mm 0 2mm }
table { width: 100%; border-collapse: collapse; table-layout: fixed }
th, td { padding: 1.8mm 2mm; border: .25mm solid #bbb; text-align: left; vertical-align: top; overflow-wrap: anywhere }
thead th { background: #f1eeee } tbody th { font-weight: 600; width: 38% } tr { break-inside: avoid }
svg { width: 45mm; height: 15mm }
"""
