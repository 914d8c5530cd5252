"""Web pages as newsrooms make them, with everything around the article that is not the article."""

from __future__ import annotations

FERRY = """\
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>Ferry stops after hull inspection | The Harbour Courier</title>
<meta property="og:site_name" content="The Harbour Courier">
<meta property="og:title" content="Ferry stops after hull inspection">
<meta property="article:modified_time" content="2024-10-14T09:00:00+02:00">
<link rel="canonical" href="https://courier.example/news/ferry-stops">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry stops after hull inspection",
 "datePublished": "2024-10-12T07:30:00+02:00", "dateModified": "2024-10-14T09:00:00+02:00",
 "author": {"@type": "Person", "name": "Mara Lindqvist"},
 "publisher": {"@type": "Organization", "name": "The Harbour Courier"}}
</script>
</head>
<body>
<div id="cookie-banner" class="cookie-consent"><p>We use cookies to improve your experience.</p><button>Accept</button></div>
<header><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main>
<article>
<h1>Ferry stops after hull inspection</h1>
<p class="byline">By <a rel="author" href="/authors/mara">Mara Lindqvist</a></p>
<p>The ferry between the two quays stopped on Friday after inspectors found
eleven cracks in its hull. The crossing stays closed for at least <b>three weeks</b>, the company said.</p>
<p>“Nobody was in danger at any time,” the harbour master told reporters.</p>
<h2>What passengers can do</h2>
<p>Passengers can take the bus over the bridge, which runs every twenty minutes.</p>
<ul><li>Bus 12 runs from the old quay to the market.</li><li>Bus 14 runs from the market to the hospital.</li></ul>
<blockquote><p>We have asked for this inspection since the spring, and nobody listened.</p></blockquote>
<table><tr><th>Line</th><th>Minutes</th></tr><tr><td>Bus 12</td><td>24</td></tr></table>
<p>The council meets on Monday.<br>It expects a bill of 2 million.</p>
</article>
<aside><h3>Most read</h3><ul><li><a href="/a">Ten bridges to see</a></li><li><a href="/b">The market moves</a></li></ul></aside>
<section id="comments" class="comments"><h3>2 comments</h3>
<div class="comment"><p>I saw at least forty cracks myself, this is a scandal!</p></div></section>
</main>
<footer><p>© 2019–2024 The Harbour Courier. All rights reserved.</p><a href="/imprint">Imprint</a></footer>
</body></html>
"""
FERRY_TEXT = """\
Ferry stops after hull inspection

The ferry between the two quays stopped on Friday after inspectors found eleven cracks in its hull. The crossing stays closed \
for at least three weeks, the company said.

“Nobody was in danger at any time,” the harbour master told reporters.

What passengers can do

Passengers can take the bus over the bridge, which runs every twenty minutes.

Bus 12 runs from the old quay to the market.

Bus 14 runs from the market to the hospital.

We have asked for this inspection since the spring, and nobody listened.

Line Minutes

Bus 12 24

The council meets on Monday.
It expects a bill of 2 million.
"""

_SHIP = "قال مدير الميناء إن العبّارة توقفت يوم الجمعة بعد أن عثر المفتشون على أحد عشر شرخًا في بدن السفينة"
ARABIC = f"""\
<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>توقف العبّارة | بريد الميناء</title>
<meta property="og:site_name" content="بريد الميناء"><meta name="date" content="2024-10-12"></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>توقف العبّارة</h1>
<p>{_SHIP}.</p><p>وأضاف أن أحدًا لم يكن في خطر، و{_SHIP}.</p></article></body></html>
"""

BRIDGE = "Le préfet a confirmé que le pont fermé depuis l’été rouvrira après Noël, où qu’on habite"


def page(body: str, head: str = "", *, root: str = "") -> str:
    """A bare page."""
    return f"<!DOCTYPE html>\n<html{root}><head>{head}</head><body>{body}</body></html>\n"


def article(*words: str, head: str = "", title: str = "The old quay") -> str:
    """A page with a headline and a few paragraphs that name each of the words, dated nowhere."""
    told = "is a place where ships were mended for two hundred years, as the keeper of the archive told us"
    paragraphs = "".join(f"<p>The {word} {told}.</p>" for word in words or ("quay", "dock", "mole"))
    return page(f"<article><h1>{title}</h1>{paragraphs}</article>", f"<title>{title}</title>{head}")


def french(declared: str) -> bytes:
    """A page in windows-1252 that declares this encoding, or none."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    body = f"<h1>Le pont</h1><p>{BRIDGE}. {BRIDGE}.</p><p>{BRIDGE}, dit-il.</p><p>Lundi, {BRIDGE}.</p>"
    return page(body, f"{meta}<title>Le pont</title>", root=' lang="fr"').encode("cp1252")
